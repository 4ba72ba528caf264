# clauses: PYTHON-10
# level: api
# behaviours: suspended_frames_stay

# Clearing the frame of a suspended generator closes the generator, since 3.13 it is refused.
def attempt(what, *args):
    """Print what comes out of a call."""
    try:
        print(what(*args))
    except Exception as error:
        print(type(error).__name__ + ":", error)


def steps():
    yield 1
    yield 2


generator = steps()
next(generator)
attempt(generator.gi_frame.clear)
print(list(generator))
