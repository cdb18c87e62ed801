"""What units came from and became: `after("legacy/79/777")` → the seven communes of quận Bình Tân's land, `lineage(…)`.

A unit is followed by what the resolutions say took over all or part of it.  The district level ended on 1 July 2025
without successors of its own: a district's land is where its communes are now, so it is followed by theirs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.reference.gazetteer import ancestors, places

MERGER = "Nghị quyết 202/2025/QH15"  # of 12 June 2025: of 63 provinces, 52 became 23


@cache
def after(key: str) -> tuple[str, ...]:
    """The keys of the units that took over all or part of a unit, directly; () of a unit of today.

    >>> [places()[k].label for k in after("before/79/quan-2")], len(after("legacy/79/777"))
    (['thành phố Thủ Đức'], 7)
    """
    place = places()[key]
    if place.level != "district" or not key.startswith("legacy/"):
        return place.successors
    below = (then for commune in _inside().get(key, ()) for then in places()[commune].successors)
    return tuple(sorted({*place.successors, *below}))


@cache
def before(key: str) -> tuple[str, ...]:
    """The keys of the units that a unit took over all or part of, directly.

    >>> [places()[k].label for k in before("2025/92")]
    ['thành phố Cần Thơ', 'tỉnh Hậu Giang', 'tỉnh Sóc Trăng']
    """
    return _origins().get(key, ())


@dataclass(frozen=True, slots=True)
class Lineage:
    """A unit's life before and after: `links` lead from a unit to one that followed it, `members` are all units in it.

    Members are the unit itself, the units of its links, and what each of them lies in.
    """

    members: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


@cache
def lineage(key: str) -> Lineage:
    """All that a unit became, step by step up to today, and all that it came from.

    >>> [(places()[a].label, places()[b].label) for a, b in lineage("before/tinh-ha-tay").links[-2:]]
    [('tỉnh Hà Tây', 'thành phố Hà Nội'), ('thành phố Hà Nội', 'thành phố Hà Nội')]
    """
    later = [(a, b) for a in _reached(key, after) for b in after(a)]
    earlier = [(a, b) for b in _reached(key, before) for a in before(b)]
    links = tuple(sorted({*later, *earlier}))
    units = {key, *(unit for link in links for unit in link)}
    above = {place.key for unit in units for place in ancestors(places()[unit])}
    return Lineage(tuple(sorted(units | above)), links)


@cache
def today(key: str) -> tuple[str, ...]:
    """The units of today that a unit's land is in: several when it was divided.

    >>> today("legacy/74"), [places()[k].label for k in today("before/tinh-lai-chau")]
    (('2025/79',), ['tỉnh Điện Biên', 'tỉnh Lai Châu'])
    """
    return tuple(sorted(unit for unit in _reached(key, after) if not after(unit)))


@cache
def sources(key: str) -> tuple[str, ...]:
    """The documents that made and ended a unit, each with its day, where they are known.

    >>> sources("before/tinh-ha-tay"), sources("legacy/44/458")
    (('Nghị quyết 15/2008/QH12, đến hết 2008-07-31',), ('Nghị quyết 125/NQ-CP, từ 2013-12-20',))
    """
    place = places()[key]
    merged = place.level == "province" and place.valid_until == "2025-06-30" and len(before(place.successors[0])) > 1
    ended_by = place.ended_by or (MERGER if merged else "")
    made = (f"{place.made_by}, từ {place.valid_from}",) if place.made_by else ()
    return (*made, f"{ended_by}, đến hết {place.valid_until}") if ended_by else made


def _reached(key: str, step: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    found = {key: None}
    queue = [key]
    for unit in queue:
        new = [other for other in step(unit) if other not in found]
        found.update(dict.fromkeys(new))
        queue.extend(new)
    return tuple(found)


@cache
def _inside() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for place in places().values():
        found[place.parent].append(place.key)
    return {key: tuple(below) for key, below in found.items()}


@cache
def _origins() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key in sorted(places()):
        for then in after(key):
            found[then].append(key)
    return {key: tuple(units) for key, units in found.items()}
