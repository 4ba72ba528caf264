# clauses: PYTHON-6 PYTHON-7 PYTHON-8 PYTHON-9
# level: api
# behaviours: union_types_are_one partial_is_a_method lock_is_a_type namespace_takes_mapping

# What kind of object something is, where a version has changed it.
import functools
import threading
import types


class Holder:
    bound = functools.partial(lambda *args: len(args), 1)


try:
    print("SimpleNamespace:", types.SimpleNamespace({"a": 1}))
except TypeError as error:
    print("SimpleNamespace:", type(error).__name__)
print("union:", type(int | str).__name__)
print("partial in a class body gets", Holder().bound(2), "arguments")
print("Lock is a type:", isinstance(threading.Lock, type))
