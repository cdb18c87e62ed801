"""What a context knows besides the facts of sentences: entities, and the edges their names state.

`Ủy ban nhân dân quận Bình Tân` states a jurisdiction; `Ban Thường vụ Quận ủy` a part of the Quận ủy.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from kg.entities.births import birth
from kg.entities.context import Context
from kg.entities.events import PARTY
from kg.entities.organs import Organ
from kg.model import Entity, Span, Statement

_BODY_CLASS = {"party": "PartyBody", "state": "StateBody", "mass": "MassOrganization", "other": "OtherBody"}


def listed_bodies(context: Context) -> list[Organ]:
    """The bodies the article names by themselves, or that a fact of it needs."""
    return [context.bodies.found[key] for key in context.bodies.named]


def entities(context: Context, members: Collection[str]) -> Iterator[Entity]:
    """All entities of the article with their names, mentions and properties.

    `members` are the keys of those of whom something is stated: of people with only a given name no others are told.
    """
    alone = (p for p in context.people.alone.values() if p.key in members)
    for person in (*context.people.found.values(), *alone):
        slots = {"rank": next(iter(person.ranks), ""), "credit": "true" if person.credit else "",
                 "honorificPrefix": person.sex, "birthDate": birth(context.document.text, person.spans)}  # fmt: skip
        yield _entity(person.key, "Person", person.label, person.labels, slots, person.spans)
    for organ in listed_bodies(context):
        slots = {"bodyType": organ.type, "level": organ.level, "name": organ.name}
        texts = context.bodies.texts.get(organ.key, {})
        yield _entity(
            organ.key, _BODY_CLASS[organ.kind], organ.label, texts, slots, context.bodies.spans.get(organ.key, {})
        )
    for key, place in context.places.found.items():
        kind = place.unit.kind if place.unit else place.level.capitalize()
        slots = {"unit": place.unit.key if place.unit else ""}
        texts, spans = context.places.texts.get(key, {}), context.places.spans.get(key, {})
        yield _entity(key, kind, place.label, texts, slots, spans)
    for paper in context.documents.found.values():
        slots = {"id_local": paper.symbol, "date_document": paper.date, "inTerm": paper.term, "type": paper.type,
                 "body": paper.issuer or (PARTY if paper.symbol.endswith("TW") else "")}  # fmt: skip
        yield _entity(paper.key, paper.cls, paper.label, paper.texts, slots, paper.spans)
    for event in context.events.found.values():
        slots = {"ordinal": str(event.ordinal or ""), "inTerm": event.term, "body": event.body.key}
        kind = "Congress" if event.kind == "congress" else "Session"
        yield _entity(event.key, kind, event.label, event.texts, slots, event.spans)


def _entity(
    key: str, kind: str, label: str, labels: Iterable[str], slots: dict[str, str], spans: Iterable[Span]
) -> Entity:
    others = tuple(t for t in labels if t != label)
    return Entity(key, kind, label, others, {k: v for k, v in slots.items() if v}, tuple(sorted(spans)))


def edges(context: Context) -> Iterator[Statement]:
    """Jurisdictions, parts of bodies, places within places, issuers by symbol, organisers."""
    bodies = context.bodies
    for organ in listed_bodies(context):
        spans = tuple(sorted(bodies.spans.get(organ.key, {})))
        if not spans:  # only a role without body stands for it: no words name it, so none say where it is
            continue
        if organ.place and organ.seat:
            yield _edge("jurisdiction", organ.key, organ.place.key, spans, "name-of-body")
        if organ.parent in bodies.named:
            yield _edge("subOrganizationOf", organ.key, organ.parent, spans, "name-of-body")
    for key, place in context.places.found.items():
        above = context.places.parent(place)
        if above:
            rule = "gazetteer" if place.unit else "written-behind"
            yield _edge("containedInPlace", key, above.key, tuple(sorted(context.places.spans.get(key, {}))), rule)
    for paper in context.documents.found.values():
        if paper.issuer and paper.key not in context.issued:
            yield _edge("passed_by", paper.key, paper.issuer, tuple(sorted(paper.spans)), "issuer-by-symbol")
    for event in context.events.found.values():
        yield _edge("organizer", event.key, event.body.key, tuple(sorted(event.spans)), "name-of-event")


def _edge(kind: str, subject: str, target: str, spans: tuple[Span, ...], rule: str) -> Statement:
    return Statement(kind, {"subject": subject, "object": target}, spans, rule)
