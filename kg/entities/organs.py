"""A resolved body: `Organ(label="Ban Thường vụ Quận ủy Bình Tân", kind="party", level="district", …)`."""

from __future__ import annotations

from dataclasses import dataclass

from kg.entities.moments import REORGANISED
from kg.entities.places import Spot
from kg.lexicon import body_types, sector_names
from kg.model import BodyMention
from kg.reference.lineage import before
from kg.text.fold import fold, slug

# Boards that only a council has: Ban Pháp chế of the Hội đồng nhân dân.
_OF_COUNCIL = frozenset(("pháp chế", "kinh tế - ngân sách", "văn hóa - xã hội", "đô thị", "kinh tế - xã hội"))
_OF_POLICE = ("cảnh sát", "an ninh chính trị", "an ninh kinh tế", "an ninh điều tra")
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


def half(type_: str, key: str, name: str) -> bool:
    """Whether an office is called by half its name: "Sở Văn hóa" of the Sở Văn hóa và Thể thao.

    There is one ministry of a kind; a Sở Nông nghiệp may be another than the Sở Nông nghiệp và Môi trường.
    """
    longer = name.startswith(key + " ") and name in sector_names()
    return longer and (type_ == "Bộ" or (type_ == "Sở" and key not in sector_names()))


def whole_of(mention: BodyMention) -> str:
    """The type of the body that only has such a part: the council of a Ban Pháp chế, the police of a Phòng Cảnh sát X.

    "" when there is no such type.
    """
    name = fold(mention.name)
    if mention.type == "Ban" and name in _OF_COUNCIL:
        return "Hội đồng nhân dân"
    return "Công an" if mention.type == "Phòng" and name.startswith(_OF_POLICE) else ""
