"""What one article knows of a person, for who is who: `Profile("person:thinh", "a1", …)`.

A profile holds only what can agree or disagree between articles; profiles of one `block` are compared, others never.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from kg.model import Entity, Reading
from kg.reference.gazetteer import places
from kg.reference.lineage import lineage
from kg.text.fold import plain, slug

# Bodies that every district has: without a place their name says little.
_MANY = frozenset(("Đội", "Phòng", "Trạm", "Chi cục", "Tổ công tác", "Thanh tra", "Chi bộ"))
_MOST_COMPANIONS = 40  # the people of a list of candidates do not know each other better than that


class Held(NamedTuple):
    """A post as an article has it.

    `area` names the locality of its body ("huyện Cần Giờ, thành phố Hồ Chí Minh"), `province` the province of it, and
    `level` is its class, or the body's level where the body has no place.  `units` are the gazetteer's keys of the
    locality through time, as long as it keeps its name.
    """

    role: str
    body: str
    status: str
    area: str = ""
    province: str = ""
    level: str = ""
    units: tuple[str, ...] = ()


class Profile(NamedTuple):
    """A person of one article.  `name` is as written; `byline` the newspaper for which a credited author wrote."""

    block: str
    article: str
    date: str
    key: str
    name: str
    sex: str = ""
    birth: str = ""
    rank: str = ""
    byline: str = ""
    held: tuple[Held, ...] = ()
    companions: tuple[str, ...] = ()


def people(reading: Reading) -> Iterator[Profile]:
    """The people of an article, bylines too, each with the posts that the article gives them."""
    entities = {e.key: e for e in reading.entities}
    seats = _seats(reading, entities)
    held: dict[str, dict[Held, None]] = defaultdict(dict)
    for s in reading.statements:
        if "organization" in s.slots and "role" in s.slots and s.slots.get("modality") != "proposed":
            body = s.slots["organization"]
            level = _level(entities[body]) if body in entities else ""
            seat = seats.get(body) or _Seat("", "", level, ())
            held[s.slots["member"]][Held(s.slots["role"], body, s.slots.get("status", ""), *seat)] = None
    persons = [e for e in reading.entities if e.kind == "Person"]
    named = sorted({e.key for e in persons if not e.slots.get("credit") and len(e.label.split()) > 2})
    for e in persons:
        credit = bool(e.slots.get("credit"))
        yield Profile(
            block_of(e.label),
            reading.document.id,
            reading.document.date,
            e.key,
            e.label,
            e.slots.get("honorificPrefix", ""),
            e.slots.get("birthDate", ""),
            e.slots.get("rank", ""),
            reading.document.publisher if credit else "",
            tuple(held[e.key]),
            () if credit else tuple(key for key in named if key != e.key)[:_MOST_COMPANIONS],
        )


def block_of(name: str) -> str:
    """The block of a person's name: all who share the given name, for short forms have nothing else.

    Marks are left out, for misprints.

    >>> block_of("Lê Văn Thinh") == block_of("ông THINH")
    True
    """
    return f"person:{plain(slug(name)).rpartition('-')[2]}"


def _level(body: Entity) -> str:
    """The level of a body without a place; "any" of one of which there are many, like a mere Đội Thanh tra."""
    return body.slots.get("level", "") or ("any" if body.slots.get("bodyType") in _MANY else "")


class _Seat(NamedTuple):
    area: str
    province: str
    level: str
    units: tuple[str, ...]


def _seats(reading: Reading, entities: Mapping[str, Entity]) -> dict[str, _Seat]:
    """The seat of every body that has a place: its own, or that of the body it is a part of."""
    edges: dict[str, dict[str, str]] = defaultdict(dict)
    for s in reading.statements:
        if "subject" in s.slots:
            edges[s.kind].setdefault(s.slots["subject"], s.slots["object"])
    seats, parts, within = edges["jurisdiction"], edges["subOrganizationOf"], edges["containedInPlace"]
    found = {}
    for body in {**seats, **parts}:
        chain = _chain(body, parts)
        place = next((seats[b] for b in chain if b in seats), "")
        if place in entities:
            above = [entities[key].label for key in _chain(place, within) if key in entities]
            level = "Province" if len(above) == 1 else entities[place].kind
            found[body] = _Seat(", ".join(above), above[-1], level, _same_units(entities[place].slots.get("unit", "")))
    return found


@cache
def _same_units(key: str) -> tuple[str, ...]:
    """A unit with those of its name and level that it came from or became: huyện Thạch Thất of Hà Tây and of Hà Nội."""
    if not key:
        return ()
    unit, line = places()[key], lineage(key)
    linked = {key, *(k for link in line.links for k in link)}
    return tuple(sorted(k for k in linked if (places()[k].level, places()[k].name) == (unit.level, unit.name)))


def _chain(start: str, above: Mapping[str, str]) -> list[str]:
    """A key and what stands above it, nearest first; a circle ends where it closes."""
    found = [start]
    while (following := above.get(found[-1])) and following not in found:
        found.append(following)
    return found
