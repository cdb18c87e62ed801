"""The kinds of error: `InputError("no such file: a.txt")` becomes one clear line and exit code 2."""


class KgError(Exception):
    """Base of all errors that this package raises on purpose.  `str(error)` is one line for the user."""

    exit_code = 1


class InputError(KgError):
    """What the user gave (path, parameter, query name) cannot be used; nothing was written."""

    exit_code = 2


class QueryError(InputError):
    """A SPARQL query that is unknown, malformed, misses a parameter or asks for what is not allowed."""


class LexiconError(KgError):
    """A word list, the ontology or an offset is wrong: a defect of this package, nothing was written."""

    exit_code = 3


class ShapeError(KgError):
    """The finished graph violates a SHACL shape."""

    exit_code = 4
