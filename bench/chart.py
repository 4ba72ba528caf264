"""The results of bench/run as one page that needs nothing else: a bar chart for each mode."""
from html import escape

WIDTH, ROW, LEFT = 640, 18, 130

STYLE = """body { font: 14px sans-serif; margin: 2em; max-width: 900px }
rect { fill: #4a7 } rect.slower { fill: #c65 } text { font: 12px sans-serif } line { stroke: #888 }"""


def bars(rows, mean):
    scale = (WIDTH - LEFT - 60) / max([1.0] + [row["ratio"] for row in rows])
    height = ROW * (len(rows) + 1) + 8
    parts = [f'<svg width="{WIDTH}" height="{height}" role="img">']
    for index, row in enumerate(rows + [{"program": "geometric mean", "ratio": mean}]):
        y = index * ROW
        kind = ' class="slower"' if row["ratio"] > 1 else ""
        length = max(row["ratio"], 0) * scale
        parts.append(f'<text x="{LEFT - 6}" y="{y + 13}" text-anchor="end">{escape(row["program"])}</text>'
                     f'<rect{kind} x="{LEFT}" y="{y + 3}" width="{length:.1f}" height="{ROW - 6}"/>'
                     f'<text x="{LEFT + length + 4:.1f}" y="{y + 13}">{row["ratio"]:.2f}</text>')
    one = LEFT + scale
    parts.append(f'<line x1="{one:.1f}" x2="{one:.1f}" y1="0" y2="{height}"/></svg>')
    return "".join(parts)


def page(results):
    parts = ["<!doctype html><meta charset=utf-8><title>specmon: measurements</title>", f"<style>{STYLE}</style>",
             "<h1>specmon against CPython</h1>",
             f"<p>{escape(results['machine'])}; {results['pairs']} pairs, user time. Each bar is specmon's time (or "
             "what the mode adds, for an event where events are counted) divided by CPython's; left of the line "
             "specmon is faster.</p>"]
    for mean in results["means"]:
        rows = [row for row in results["rows"]
                if (row["python"], row["mode"]) == (mean["python"], mean["mode"]) and "ratio" in row]
        if rows:
            parts.append(f"<h2>{escape(mean['mode'])}, CPython {escape(mean['python'])}</h2>")
            parts.append(bars(rows, mean["mean"]))
    return "\n".join(parts) + "\n"
