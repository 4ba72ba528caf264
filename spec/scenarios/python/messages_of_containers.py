# clauses: PYTHON-17
# level: api
# behaviours: list_index_message_names_the_method unhashable_message_names_the_use dict_update_element_names_its_position not_container_wording unpacking_counts_what_it_got

# Messages of lists, sets, dicts and unpacking.
def attempt(what, *args):
    """Print what comes out of a call."""
    try:
        print(what(*args))
    except Exception as error:
        print(type(error).__name__ + ":", error)


def unpack(values):
    a, b = values


attempt([1, 2].index, 3)
attempt(lambda: {[]: 1})
attempt(lambda: {[]})
attempt(lambda: {}[[]])
attempt(lambda: [] in set())
attempt(hash, [])
attempt(dict, [1])
attempt(dict, [(1, 2), 3])
attempt(lambda: 1 in 2)
attempt(unpack, (1, 2, 3))
attempt(unpack, [1, 2, 3])
attempt(unpack, {1: 1, 2: 2, 3: 3})
attempt(unpack, "abc")
attempt(unpack, (1,))
