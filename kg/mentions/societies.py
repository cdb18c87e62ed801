"""Societies whose names go on in lower case up to the country or the place: `Hội bảo vệ quyền trẻ em | Việt Nam`."""

from __future__ import annotations

from kg.grammar import Scan
from kg.mentions.places import read_place

_LONGEST = 12
_JOINS = frozenset(("và", "-"))


def national(scan: Scan, j: int) -> int:
    """The end of a name in lower case that ends with the country: Hội | bảo vệ quyền trẻ em Việt Nam; 0 if none."""
    for k in range(j, min(j + 8, scan.size - 1)):
        if (scan.key(k), scan.key(k + 1)) == ("việt", "nam") and k > j:
            return k + 2
        if not scan.texts[k].isalpha() or (scan.longest("stops", k) and scan.key(k) != "và"):
            return 0
    return 0


def local(scan: Scan, j: int) -> int:
    """The end of a name before the place it is of: Hội Bảo trợ phụ nữ và trẻ em nghèo | tỉnh X; 0 if it ends before.

    `Hội Khuyến học tặng quà học sinh huyện Y` names the society before its deed.
    """
    for k in range(j + 1, min(j + _LONGEST, scan.size)):
        place = read_place(scan, k)
        if place:
            return k if place.name and not scan.capital(k - 1) else 0
        word = scan.texts[k].isalpha() or scan.key(k) in _JOINS
        if not word or scan.capital(k) or (scan.longest("stops", k) and scan.key(k) not in _JOINS):
            return 0
        if any(scan.longest(c, k) for c in ("act", "role", "body", "honorifics")):
            return 0
    return 0
