# clauses: PYTHON-19
# level: api
# behaviours: percent_c_says_length percent_errors_say_where complex_errors_name_parameter fromhex_checks_length_first

# Messages of formatting and of conversions from text.
def attempt(what, *args):
    """Print what comes out of a call."""
    try:
        print(what(*args))
    except Exception as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: "%c" % "ab")
attempt(lambda: "%c" % 1.5)
attempt(lambda: "%d" % "x")
attempt(lambda: "%(a)d" % {"a": "x"})
attempt(lambda: "%d %d" % (1,))
attempt(lambda: "%q" % 1)
attempt(lambda: "%" % ())
attempt(complex, "1", 2)
attempt(complex, 1, "2")
attempt(complex, [])
attempt(complex, 1, [])
attempt(bytes.fromhex, "abc")
attempt(bytes.fromhex, "zz")
