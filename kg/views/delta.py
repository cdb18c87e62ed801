"""A difference as Turtle: `<…> a rdf:Statement ; rdf:subject <…/tenure/1> ; …; prov:wasGeneratedBy <…/difference/2>`.

Each triple that differs is an rdf:Statement.  One that came prov:wasGeneratedBy the comparison, one that went
prov:wasInvalidatedBy it, and where a value took the place of another it is prov:wasRevisionOf that one.  kgo:evidence
leads to the quotes; where only they differ, the triple that came or went is the kgo:evidence of the fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.graph.compare import Difference, Entry, Said
from kg.graph.quads import digest
from kg.graph.snapshot import Quote
from kg.graph.store import turtle, written
from kg.graph.terms import Triple, literal, name, node

_TYPE, _LABEL, _EVIDENCE = name("rdf:type"), name("rdfs:label"), name("kgo:evidence")
_CAME, _WENT = name("prov:wasGeneratedBy"), name("prov:wasInvalidatedBy")


def delta(difference: Difference, entries: Iterable[Entry], title: str, sentence: Callable[[Entry], str]) -> bytes:
    """Return the entries as Turtle, without blank nodes; `sentence` says an entry in one line.

    The comparison itself is a prov:Activity with `title` as its label; the same entries give the same bytes.
    """
    found: set[Triple] = set()
    went: set[str] = set()
    came: set[str] = set()
    for entry in entries:
        old, new = _triples(entry, entry.old), _triples(entry, entry.new)
        before = {_statement(_WENT, triple, difference.base): triple for triple in old - new}
        after = {_statement(_CAME, triple, difference.base): triple for triple in new - old}
        label = literal(": ".join(part for part in (entry.about.label, sentence(entry)) if part))
        for statements, said in ((before, entry.old), (after, entry.new)):
            quotes = said.quotes if said else ()
            found.update(t for item in statements.items() for t in _described(*item, label, quotes))
            found.update(t for quote in quotes for t in _quoted(quote))
        found.update(
            Triple(b, name("prov:wasRevisionOf"), a) for a in before for b in after if before[a].p == after[b].p
        )
        went.update(before)
        came.update(after)
    comparison = node(f"difference/{digest(title, *sorted(went), *sorted(came))}", difference.base)
    found |= {Triple(comparison, _TYPE, name("prov:Activity")), Triple(comparison, _LABEL, literal(title, lang="en"))}
    found |= {Triple(s, _WENT, comparison) for s in went} | {Triple(s, _CAME, comparison) for s in came}
    return turtle("".join(sorted(f"{t.s} {t.p} {t.o} .\n" for t in found)).encode())


def _triples(entry: Entry, said: Said | None) -> set[Triple]:
    """The triples in which one side may differ from the other."""
    if said is None:
        return set()
    if entry.how == "evidence":
        return {Triple(f"<{said.node}>", _EVIDENCE, f"<{quote.iri}>") for quote in said.quotes}
    return {
        Triple(f"<{said.subject}>", f"<{prop}>", written(value.term))
        for prop, values in said.values.items()
        if prop in entry.changed or not entry.changed
        for value in values
    }


def _statement(how: str, triple: Triple, base: str) -> str:
    return node(f"difference/{digest(how, *triple)}", base)


def _described(statement: str, triple: Triple, label: str, quotes: Iterable[Quote]) -> Iterator[Triple]:
    yield Triple(statement, _TYPE, name("rdf:Statement"))
    yield Triple(statement, _LABEL, label)
    for part, term in zip(("subject", "predicate", "object"), triple, strict=True):
        yield Triple(statement, name(f"rdf:{part}"), term)
    if triple.p != _EVIDENCE:
        for quote in quotes:
            yield Triple(statement, _EVIDENCE, f"<{quote.iri}>")


def _quoted(quote: Quote) -> Iterator[Triple]:
    subject = f"<{quote.iri}>"
    yield Triple(subject, _TYPE, name("kgo:Quote"))
    yield Triple(subject, name("oa:start"), literal(str(quote.start), datatype="xsd:integer"))
    yield Triple(subject, name("oa:end"), literal(str(quote.end), datatype="xsd:integer"))
    yield Triple(subject, name("oa:exact"), literal(quote.text))
    yield Triple(subject, name("prov:wasQuotedFrom"), f"<{quote.article}>")
