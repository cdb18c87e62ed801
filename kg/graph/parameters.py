"""What the value of a parameter stands for: `terms(store, "date", "2020-08")` → a literal, of "body" → IRIs.

What a user types reaches a query as an escaped term only.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from kg.errors import QueryError
from kg.graph.names import CLASSES, named
from kg.graph.store import Store, Term
from kg.graph.vocabulary import iri
from kg.text.fold import plain

SCALARS: Final = ("date", "integer", "text", "year")

_FORMS: Final = {
    "integer": (r"[+-]?[0-9]{1,18}", "a whole number"),
    "year": (r"[0-9]{4}", "a year such as 2020"),
    "date": (r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", "a date: 2020, 2020-08 or 2020-08-31"),
}


def check(kind: str) -> bool:
    """Whether a header may name this type: a kind of thing, a kind of value, or choices such as `current|former`."""
    return kind in CLASSES or kind in SCALARS or "|" in kind


def terms(store: Store, kind: str, text: str) -> tuple[Term, ...]:
    """Return the terms that a parameter's value stands for: one value, or every thing of that name.

    Raises QueryError, one line with the nearest names, when nothing fits or too much does.
    """
    text = " ".join(text.split())
    if not text or not text.isprintable():
        raise QueryError("the value is empty" if not text else "the value has characters that cannot be printed")
    if kind in CLASSES:
        return named(store, kind, text)
    if kind == "text":
        return (Term("literal", text),)
    if "|" in kind:
        choices = {plain(choice): choice for choice in kind.split("|")}
        if plain(text) not in choices:
            raise QueryError(f'"{text}" is none of {", ".join(choices.values())}')
        return (Term("literal", choices[plain(text)]),)
    return (_value(kind, text),)


def _value(kind: str, text: str) -> Term:
    form, wanted = _FORMS[kind]
    if not re.fullmatch(form, text):
        raise QueryError(f'"{text}" is not {wanted}')
    if kind == "integer":
        return Term("literal", str(int(text)), iri("xsd:integer"))
    try:
        dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        raise QueryError(f'the calendar has no "{text}"') from None
    return Term("literal", text, iri({4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}[len(text)]))
