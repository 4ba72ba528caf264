def kind(value):
    match value:
        case 0 | -1:
            return "number"
        case [first, *_, last] if first:
            return last
        case {"k": inner, **rest}:
            return inner
        case Point(x=0, y=y) as point:
            return point
        case _:
            return None
