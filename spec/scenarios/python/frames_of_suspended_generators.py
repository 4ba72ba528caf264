# clauses: PYTHON-10
# level: api
# behaviours: suspended_frames_stay

# Clearing the frame of a suspended generator closes the generator, since 3.13 it is refused.
def steps():
    yield 1
    yield 2


generator = steps()
next(generator)
try:
    generator.gi_frame.clear()
    print("cleared")
except RuntimeError:
    print("refused")
print(list(generator))
