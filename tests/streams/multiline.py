def layout(a, b):
    total = (
        a
        + b
        * 2
    )
    items = [
        a,
        len(
            "abc"
        ),
        {
            "key": b,
            "other": total,
        },
    ]
    text = (
        "one "
        f"{a} "
        f"{b!r:>3}"
    )
    result = items[
        0
    ]
    if (
        a
        and b
        and total > 1
    ):
        result = text \
            .strip() \
            .upper()
    return (
        result,
        total,
    )


layout(1, 2)
layout(
    0,
    b=5,
)
print(
    "end",
    end="\n",
)
