def guarded(path):
    try:
        with open(path) as file, lock:
            return file.read()
    except (OSError, ValueError) as error:
        print(error)
    except KeyError:
        raise RuntimeError from None
    else:
        path = 1
    finally:
        path = 2


def grouped():
    for x in y:
        try:
            f()
        finally:
            if x:
                break
