"""RDF terms as N-Triples text: `literal("Bí thư", lang="vi")` → `"Bí thư"@vi`, `dated("2018-12")` → xsd:gYearMonth."""

import re
from typing import NamedTuple

from kg.graph.vocabulary import BASE, iri

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_DATES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
_UNSAFE = re.compile(r"[^A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]")


class Triple(NamedTuple):
    """Subject, predicate and object as N-Triples terms."""

    s: str
    p: str
    o: str


def node(key: str, base: str = BASE) -> str:
    """The IRI of an entity's key, in angle brackets.

    >>> node("person/le-van-thinh")
    '<https://kg.example.org/id/person/le-van-thinh>'
    """
    return f"<{base}{key}>"


def name(prefixed: str) -> str:
    """A vocabulary name as an IRI in angle brackets."""
    return f"<{iri(prefixed)}>"


def literal(text: str, *, lang: str = "", datatype: str = "") -> str:
    r"""A literal with everything escaped that N-Triples asks for.

    >>> literal('a "b"', lang="vi"), literal("1", datatype="xsd:integer")
    ('"a \\"b\\""@vi', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>')
    """
    body = _CONTROL.sub(lambda m: f"\\u{ord(m[0]):04X}", text.translate(_ESCAPES))
    if lang:
        return f'"{body}"@{lang}'
    return f'"{body}"^^{name(datatype)}' if datatype else f'"{body}"'


def decimal(value: str) -> str:
    """A decimal number in its canonical form, the one in which the store gives it back.

    >>> decimal("21.00010"), decimal("1.0")
    ('"21.0001"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"1"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    """
    return literal(value.rstrip("0").rstrip(".") if "." in value else value, datatype="xsd:decimal")


def dated(value: str) -> str:
    """A date with the precision it has; "" for one without a year.

    >>> dated("2018"), dated("--12-14")
    ('"2018"^^<http://www.w3.org/2001/XMLSchema#gYear>', '')
    """
    if not value[:1].isdigit():
        return ""
    return literal(value, datatype=_DATES[len(value)])


def link(url: str) -> str:
    """A web address as an IRI; "" for what is none (javascript:, a path, spaces are percent-encoded)."""
    if not re.match(r"https?://[^\s/]+", url):
        return ""
    return f"<{_UNSAFE.sub(lambda m: ''.join(f'%{b:02X}' for b in m[0].encode()), url.strip())}>"
