# clauses: PYTHON-18
# level: api
# behaviours: keyword_message_names_the_call argument_errors_name_method iter_message_names_sentinel wrapper_named_in_count add_note_message_names_the_method ordered_dict_takes_one_argument await_names_the_object_first

# Messages about arguments.
from collections import OrderedDict


def attempt(what, *args):
    """Print what comes out of a call."""
    try:
        print(what(*args))
    except Exception as error:
        print(type(error).__name__ + ":", error)


async def wait(what):
    await what


def awaited(what):
    coroutine = wait(what)
    try:
        coroutine.send(None)
    finally:
        coroutine.close()


attempt(lambda: sum([1], zzz=0))
attempt("abc".find, 1)
attempt("abc".count, 1)
attempt("abc".startswith, 1)
attempt(iter, 1, 2)
attempt((1).__add__)
attempt(int.__add__, 1)
attempt(ValueError().add_note, 1)
attempt(awaited, 1)
attempt(OrderedDict, {}, {})
