# clauses: PYTHON-15 PYTHON-30
# level: api
# behaviours: unraisable_shows_hints hints_leave_out_underscored attribute_hints_look_inside

# What is printed for an AttributeError offers a name that is near the wrong one. For that the
# attributes of the object are listed, which the object sees. Since 3.15 what is printed for an
# exception that cannot be raised, as out of __del__, does so too.
import sys


class Printed:
    def write(self, text):
        sys.stdout.write("".join(line for line in text.splitlines(True) if "AttributeError" in line))

    def flush(self):
        pass


def show(function, *arguments):
    try:
        function(*arguments)
    except AttributeError as error:
        sys.excepthook(type(error), error, None)


class Shape:
    _area = 1
    size = [2]

    def own_area(self):
        return self.area


def others_area(shape):
    return shape.area


def near_size(shape):
    return shape.sise


def inside_size(shape):
    return shape.append


class Watched:
    def __getattr__(self, name):
        print("looked up", name)
        raise AttributeError(name)

    def __del__(self):
        nothing_by_this_name


sys.stderr = Printed()
show(others_area, Shape())
show(near_size, Shape())
show(inside_size, Shape())
try:
    Shape().own_area()
except AttributeError as error:
    sys.excepthook(type(error), error, error.__traceback__)
Watched()
