# clauses: PYTHON-29
# level: api
# behaviours: namespace_may_be_frozen

# What eval() and exec() say of globals and locals that cannot be namespaces.


class Mapping:
    def __getitem__(self, key):
        return key


for function in (eval, exec):
    for given in ([[]], [3], [Mapping()], [{}, 3], [None, 3]):
        try:
            function("1", *given)
        except TypeError as error:
            print(function.__name__, [type(each).__name__ for each in given], error)
print(eval("x", {}, Mapping()))
