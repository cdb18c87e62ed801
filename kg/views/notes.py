"""What tells namesakes apart: a person's post, a body's place, a place's parent: `"Bí thư, Quận ủy Bình Tân"`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.views.rows import Properties, first, kind_of
from kg.views.scene import Fact

_RANK = {"current": 0, "incoming": 1, "effective": 1, "": 2, "approved": 2, "proposed": 3, "former": 4}


def of_all(
    things: Mapping[str, Properties], labels: Mapping[str, str], facts: Sequence[Fact], names: Sequence[str]
) -> dict[str, str]:
    """Write the note of each thing; `names` are the IRIs by node index, as the facts count them."""
    offices: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.relation in ("Tenure", "RoleChange"):
            offices[fact.source].append(fact)

    def label(name: str) -> str:
        return labels.get(name, "")

    def office(name: str, index: int) -> str:
        held = min(offices[index], key=_prominence, default=None)
        if held is None:
            return first(things[name], "kgo:rank")
        body = label(names[held.target]) if held.target >= 0 else ""
        role = f"nguyên {held.role}" if held.status == "former" else held.role
        return ", ".join(part for part in (role, body) if part)

    def note(name: str, index: int) -> str:
        properties = things[name]
        kind = kind_of(properties)[0]
        if kind == "person":
            return office(name, index)
        if kind == "locality":
            parents = _parents(name, things)
            return _joined(", ".join(label(p) for p in parents), _validity(properties))
        if kind == "document":
            issuer, date = first(properties, "eli:passed_by"), first(properties, "eli:date_document")
            return _joined(label(issuer), day(date), label(first(properties, "kgo:inTerm")) if not date else "")
        if kind == "event":
            return _joined(label(first(properties, "schema:organizer")), day(first(properties, "schema:startDate")))
        place = first(properties, "kgo:jurisdiction")
        parent = first(properties, "org:subOrganizationOf")
        above = [label(p) for p in (place, *_parents(place, things)) if label(p) not in label(name)]
        return above[0] if above else label(parent)

    return {name: note(name, index) for index, name in enumerate(names)}


def day(date: str) -> str:
    """Write an ISO date, month or year as it is done in Vietnam.

    >>> day("2019-05-30"), day("2019-12"), day("2015"), day("")
    ('30/05/2019', '12/2019', '2015', '')
    """
    return "/".join(reversed(date.split("-")))


def _prominence(fact: Fact) -> tuple[object, ...]:
    """Rank what a person is known for: an office held now, before one that was only proposed or is over."""
    return _RANK.get(fact.status, 2), fact.relation == "RoleChange", -len(fact.quotes), fact.role


def _parents(name: str, things: Mapping[str, Properties]) -> list[str]:
    """Find the places around a place, nearest first."""
    found: list[str] = []
    while (name := first(things.get(name, {}), "schema:containedInPlace")) and name not in found:
        found.append(name)
    return found


def _validity(properties: Properties) -> str:
    since, until = first(properties, "kgo:validFrom"), first(properties, "kgo:validUntil")
    return f"{since[:4]}–{until[:4]}" if since or until else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
