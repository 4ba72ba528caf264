# clauses: PYTHON-27
# level: events
# behaviours: sort_turns_equal_runs sort_spreads_short_runs

# Which elements sorting compares: PY_RETURN of __lt__ shows each comparison.
import sys

monitoring = sys.monitoring
TOOL = monitoring.PROFILER_ID


class Card:
    def __init__(self, rank, place):
        self.rank = rank
        self.place = place

    def __lt__(self, other):
        compared.append(f"{self.place}<{other.place}")
        return self.rank < other.rank


compared = []
answers = []


def on_return(code, offset, value):
    answers.append(value)


def show(title, ranks):
    compared.clear()
    answers.clear()
    cards = [Card(rank, place) for place, rank in enumerate(ranks)]
    cards.sort()
    print(title, [card.place for card in cards][:12], len(answers), "comparisons")
    print("   ", *compared[:9], "...", *compared[-3:])
    print("    true:", sum(answers))


monitoring.use_tool_id(TOOL, "comparisons")
monitoring.register_callback(TOOL, monitoring.events.PY_RETURN, on_return)
monitoring.set_local_events(TOOL, Card.__lt__.__code__, monitoring.events.PY_RETURN)

show("ascending", [1, 2, 2, 5])
show("descending", [5, 4, 2, 1])
show("equal, then less", [5, 5, 5, 3, 1])
show("descending with equals", [9, 7, 7, 4, 4, 4, 8, 9])
show("a shuffled hundred and twenty-nine", [i * 37 % 129 for i in range(129)])
show("two halves", [*range(1, 80, 2), *range(0, 80, 2)])
monitoring.set_local_events(TOOL, Card.__lt__.__code__, 0)
monitoring.free_tool_id(TOOL)
