"""Units of the gazetteer as reference data: `described("legacy/79/777")` → its name, level, code, validity, parent.

`told` adds what a unit came from and became: `…/quận-2-… kgo:succeededBy …/thành-phố-thủ-đức-…`.
"""

from __future__ import annotations

from functools import cache

from kg.graph.terms import Triple, dated, literal, name, node
from kg.graph.vocabulary import BASE
from kg.reference.gazetteer import places
from kg.reference.lineage import lineage, sources


@cache
def described(key: str, base: str = BASE) -> frozenset[Triple]:
    """A unit by itself, without coordinates.

    >>> sum(t.p == name("dcterms:source") for t in described("before/tinh-ha-tay"))
    1
    """
    unit = places()[key]
    subject = _node(key, base)
    rows = [
        ("rdf:type", name("schema:Place")),
        ("kgo:level", literal(unit.level)),
        ("skos:prefLabel", literal(unit.label, lang="vi")),
        ("kgo:officialCode", literal(unit.code) if unit.code else ""),
        ("kgo:validFrom", dated(unit.valid_from)),
        ("kgo:validUntil", dated(unit.valid_until)),
        ("schema:containedInPlace", _node(unit.parent, base) if unit.parent else ""),
        *(("dcterms:source", literal(source, lang="vi")) for source in sources(key)),
    ]
    return frozenset(Triple(subject, name(p), o) for p, o in rows if o)


@cache
def told(key: str, base: str = BASE) -> frozenset[Triple]:
    """A unit with its coordinates and all units that it came from and became, step by step, with what they lie in.

    >>> len(told("2025/01")) < 60 and described("before/tinh-ha-tay") < told("2025/01")
    True
    """
    unit, line = places()[key], lineage(key)
    found = {triple for member in line.members for triple in described(member, base)}
    linked = (_node(member, base) for member in line.members if member != key)
    found.update(Triple(other, name("rdf:type"), name("kgo:LinkedLocality")) for other in linked)
    found.update(Triple(_node(a, base), name("kgo:succeededBy"), _node(b, base)) for a, b in line.links)
    for prop, degrees in (("geo:lat", unit.lat), ("geo:long", unit.long)):
        if degrees is not None:
            value = literal(f"{round(degrees, 5)}", datatype="xsd:decimal")
            found.add(Triple(_node(key, base), name(prop), value))
    return frozenset(found)


def _node(key: str, base: str) -> str:
    return node(places()[key].iri_key, base)
