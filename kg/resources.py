"""Where the data files are: `folder("queries")` → the checkout's `queries/`, or the wheel's copy inside the package."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `ontology` or `queries`, as shipped in the wheel or as it stands in a checkout.

    >>> folder("ontology").name
    'ontology'
    """
    shipped = PACKAGE / "_data" / name
    return shipped if shipped.is_dir() else PACKAGE.parent / name
