# clauses: TOOL-14
# level: api

# sys.monitoring is an attribute of sys, a module object that is not to be imported.

import sys

print(type(sys.monitoring).__name__, sys.monitoring.__name__)
print("in sys.modules:", "sys.monitoring" in sys.modules)
try:
    import sys.monitoring
except ImportError as error:
    print(type(error).__name__)
