"""A resolved body: `Organ(label="Ban Thường vụ Quận ủy Bình Tân", kind="party", level="district", …)`."""

from __future__ import annotations

from dataclasses import dataclass

from kg.entities.moments import REORGANISED
from kg.entities.places import Spot
from kg.lexicon import body_types
from kg.reference.lineage import before
from kg.text.fold import slug

_NO_SEAT = frozenset(("Trường", "Trường Đại học", "Trường Cao đẳng", "Học viện"))


@dataclass(frozen=True, slots=True)
class Organ:
    """A resolved body."""

    key: str
    label: str
    type: str
    name: str
    kind: str
    level: str = ""
    place: Spot | None = None
    parent: str = ""
    seat: bool = True


def _tail(place: Spot) -> str:
    """What tells bodies of same-named places apart: the place below a province; the time of a province of several.

    The committees of the provinces that were merged on 1 July 2025 are new ones, whatever name they go by.
    """
    if place.level != "province":
        return f"-{slug(place.key.partition('/')[2])}"
    merged = place.unit is not None and place.unit.valid_from == REORGANISED and len(before(place.unit.key)) > 1
    return f"-{REORGANISED[:4]}" if merged else ""


def seated(kind: str, name: str, place: Spot | None) -> Organ:
    """A body named after its type, its own name and its place.

    >>> seated("Tập đoàn", "Mỹ Hà", None).label
    'Tập đoàn Mỹ Hà'
    """
    spec = body_types()[kind]
    where = ""
    if place:
        bare = spec.bare and not place.name.isdigit() and place.name != "Hồ Chí Minh"
        where = place.name if bare else place.label
    label = " ".join(part for part in (kind, name, where) if part)
    tail = _tail(place) if place else ""
    level = place.level if place and place.level != "hamlet" else ("central" if spec.level == "central" else "")
    kind_of = "party" if spec.kind == "parent" else spec.kind
    seat = kind_of != "other" and kind not in _NO_SEAT
    return Organ(f"body/{slug(label)}{tail}", label, kind, name, kind_of, level, place, seat=seat)
