"""Party committees of a block of agencies, schools or firms: `Đảng ủy Khối Dân - Chính - Đảng | TP.HCM`."""

from __future__ import annotations

from kg.grammar import Scan
from kg.mentions.places import read_bare, read_place
from kg.model import BodyMention
from kg.text.fold import modern

_LONGEST = 12
_JOINS = frozenset(("và", "-", "–", ",", "các"))


def read_block(scan: Scan, i: int, j: int) -> BodyMention | None:
    """The committee whose words begin at token i, with its block's name around token j and its place behind it.

    The blocks that every province has (các cơ quan, doanh nghiệp) are types of their own; a block is told by its place:
    `Đảng ủy khối đã kiểm tra` names none.
    """
    kind = "Đảng ủy" if scan.key(i + 1) == "ủy" else "Đảng bộ"
    start = j if scan.key(j - 1) == "khối" else j + 1
    if scan.key(start - 1) != "khối" or scan.key(start) == "cơ":
        return None
    if not (scan.capital(start) or scan.key(start) in ("các", "dân")):
        return None
    for k in range(start + 1, min(start + _LONGEST, scan.size)):
        place = read_place(scan, k) or read_bare(scan, k)
        if place:
            name = modern(f"Khối {scan.spelled(start, k)}")
            return BodyMention(*scan.base(i, place.last, "body-block"), type=kind, name=name, place=place)
        if scan.key(k) not in _JOINS and (not scan.texts[k].isalnum() or scan.longest("stops", k)):
            return None
        if any(scan.longest(c, k) for c in ("role", "honorifics", "known")):
            return None
    return None
