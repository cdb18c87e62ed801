"""Places by name, with parent, code and validity: `by_name("bình tân")` → quận Bình Tân (thành phố Hồ Chí Minh), ….

`localities.csv` is compiled by `python -m tests.compile_gazetteer`: the units as they were on 30 June 2025 (`legacy/…`)
and since 1 July 2025 (`2025/…`).  A unit that kept its name then still is two places: its parent, or the level below
it, ended.  `historical.csv`, written by hand, has units that ended earlier (`before/…`) with the document that ended
them; a change of type or of parent ends a place, too.  Its rows without a level only say since when a `legacy/…` unit
exists, which the compiler takes over.  `parts.csv` has the units that were cut out of others which went on, so that
what an article says of huyện Quảng Trạch may today be of thị xã Ba Đồn's part.  A document that names no day of effect
counts from its own date.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg.text.fold import fold, slug

FOLDER = Path(__file__).parent
LEVELS = ("province", "district", "commune")
_WATER = ("Đắk", "Đăk", "Đắc", "Đak")
COLUMNS = ["key", "level", "type", "name", "parent", "code", "lat", "long", "valid_from", "valid_until", "successors"]


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative unit in one time of its life; `parent` and `successors` are keys of `places()`, or empty.

    `level` is "province", "district" or "commune"; `type` the lower-case type word; `name` is without it (quận 1 is
    "1").  `valid_from` and `valid_until` are ISO dates, inclusive, empty where unknown or open.  A successor that began
    while the unit went on is a part cut out of it.  `made_by` and `ended_by` are the documents, empty where unknown.
    """

    key: str
    level: str
    type: str
    name: str
    parent: str
    code: str
    lat: float | None
    long: float | None
    valid_from: str
    valid_until: str
    successors: tuple[str, ...]
    made_by: str = ""
    ended_by: str = ""

    @property
    def iri_key(self) -> str:
        """The end of its IRI: the name for people, the key because names are used again.

        >>> places()["legacy/79/777"].iri_key
        'locality/quận-bình-tân-legacy-79-777'
        """
        return f"locality/{slug(self.label)}-{slug(self.key)}"

    @property
    def kind(self) -> str:
        """The ontology's class: a thành phố directly under the state is a Municipality, one in a province a District.

        >>> places()["legacy/79"].kind, places()["legacy/79/769"].kind
        ('Municipality', 'District')
        """
        return "Municipality" if self.level == "province" and self.type == "thành phố" else self.level.capitalize()

    @property
    def label(self) -> str:
        """The type word and the name.

        >>> places()["legacy/79/777"].label
        'quận Bình Tân'
        """
        return f"{self.type} {self.name}"


@cache
def places() -> Mapping[str, Place]:
    """Every place by its key.

    >>> places()["legacy/93"].label, places()["legacy/93"].successors
    ('tỉnh Hậu Giang', ('2025/92',))
    >>> places()["before/tinh-ha-tay"].ended_by, places()["legacy/44/454"].successors
    ('Nghị quyết 15/2008/QH12', ('legacy/44/458',))
    """
    parts: dict[str, list[str]] = defaultdict(list)
    made: dict[str, str] = {}
    for key, origins, _, source in _rows("parts.csv"):
        made[key] = source
        for origin in origins.split():
            parts[origin].append(key)
    rows = [*_rows("historical.csv"), *([*row, ""] for row in _rows("localities.csv"))]
    made.update((row[0], row[11]) for row in rows if not row[1])
    found: dict[str, Place] = {}
    for key, level, kind, name, parent, code, lat, long, start, end, then, source in rows:
        if level:
            at = float(lat) if lat else None, float(long) if long else None
            after = (*then.split(), *parts.get(key, ()))
            sources = made.get(key, ""), source
            found[key] = Place(key, level, kind, name, parent, code, *at, start, end, after, *sources)
    return MappingProxyType(found)


def _rows(file: str) -> Iterator[list[str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        yield from rows


@cache
def aliases() -> Mapping[str, str]:
    """Names in common use → the official name; what folding makes equal (tone placement, i/y) is not listed.

    The word for water in the names of the Central Highlands is written in several ways, also officially.

    >>> aliases()["Sài Gòn"], aliases()["Đăk Mil"]
    ('Hồ Chí Minh', 'Đắk Mil')
    """
    official = dict.fromkeys(place.name for place in places().values())
    water = {name: name.partition(" ") for name in official if name.startswith(tuple(f"{w} " for w in _WATER))}
    spelt = {f"{word} {rest}": name for name, (own, _, rest) in water.items() for word in _WATER if word != own}
    return MappingProxyType({**spelt, **{row[0]: row[1] for row in _rows("aliases.csv")}})


@cache
def _index() -> Mapping[str, tuple[Place, ...]]:
    everything = sorted(places().values(), key=lambda place: LEVELS.index(place.level))
    # Folding all names as one text is ten times as fast as folding them one by one.
    keys = _joined(fold("\n".join(place.name for place in everything))).split("\n")
    found: dict[str, list[Place]] = defaultdict(list)
    for key, place in zip(keys, everything, strict=True):
        found[key].append(place)
    for other, name in aliases().items():
        alias, official = _joined(fold(other)), _joined(fold(name))
        if alias != official:
            found[alias] = list(dict.fromkeys([*found[official], *found[alias]]))
    return {key: tuple(same) for key, same in found.items()}


def _joined(folded: str) -> str:
    """One space for every way to write the hyphen of a double name, one apostrophe."""
    return re.sub(r" *[-–] *| +", " ", re.sub(r" ?' ?", "'", folded))


def by_name(folded_name: str) -> tuple[Place, ...]:
    """Look up the places with a name, given as `fold(name)` without its type word: higher levels first, () if none.

    >>> [place.key for place in by_name("thừa thiên-huế")], by_name("sài gòn")[0].label
    (['before/tinh-thua-thien-hue'], 'thành phố Hồ Chí Minh')
    """
    return _index().get(_joined(folded_name), ())


def ancestors(place: Place) -> tuple[Place, ...]:
    """Return what contains the place, nearest first.

    >>> [above.label for above in ancestors(places()["legacy/79/777/27436"])]
    ['quận Bình Tân', 'thành phố Hồ Chí Minh']
    """
    found: list[Place] = []
    while place.parent:
        place = places()[place.parent]
        found.append(place)
    return tuple(found)


def names(level: str) -> Iterator[str]:
    """Every name of a level as written, once, and every alias: what a matcher has to look for.

    >>> "Bà Rịa - Vũng Tàu" in set(names("province")), "Sài Gòn" in set(names("province"))
    (True, True)
    """
    here = dict.fromkeys(place.name for place in places().values() if place.level == level)
    yield from here
    yield from (alias for alias, name in aliases().items() if name in here and alias not in here)
