def fail(*errors):
    raise ExceptionGroup("several", list(errors))


def handle(*errors):
    try:
        fail(*errors)
    except* ValueError as group:
        print("values", len(group.exceptions))
    except* KeyError:
        print("keys")
    else:
        print("none")


handle(ValueError(1), KeyError(2))
handle(ValueError(3))
try:
    handle(OSError(4), ValueError(5))
except ExceptionGroup as rest:
    print(len(rest.exceptions))


def naked():
    try:
        raise ValueError("bare")
    except* ValueError:
        pass


naked()
