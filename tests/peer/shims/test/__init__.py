# The package that holds the peer's test modules: run links them in.
