"""Judgements as RDF: `…/judgement/1f… dcterms:creator "Lan"`, with what it judges, how and why."""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph.terms import Triple, dated, literal, name, node
from kg.graph.vocabulary import BASE
from kg.model import Judgement
from kg.text.keys import judgement_key


def judged(judgements: Iterable[Judgement], base: str = BASE) -> set[Triple]:
    """The graph of the judgements: who said what of which two things, and why."""
    found = set()
    for j in judgements:
        subject = node(judgement_key(j), base)
        values = [
            ("rdf:type", name("kgo:Judgement")),
            ("rdf:type", name("prov:Entity")),
            ("dcterms:references", node(j.left, base)),
            ("dcterms:references", node(j.right, base)),
            ("kgo:verdict", literal(j.verdict)),
            ("kgo:instead", literal(j.instead) if j.instead else ""),
            ("dcterms:creator", literal(j.who) if j.who else ""),
            ("dcterms:description", literal(j.why) if j.why else ""),
            ("dcterms:date", dated(j.date)),
        ]
        found |= {Triple(subject, name(p), o) for p, o in values if o}
    return found
