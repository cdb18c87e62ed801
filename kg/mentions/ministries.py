"""Parts of ministries and offices, whose names go on in lower case: `Vụ Thị trường trong nước | Bộ Công Thương`."""

from __future__ import annotations

from kg.grammar import Scan

_INSIDE = frozenset(("và", "trong", "các", "cấp"))
_BETWEEN = frozenset((",", "của", "thuộc"))
_LONGEST = 9
_LONGEST_ROOM = 12
# What has rooms of its own, told by the sector or the place behind it.
_OFFICES = frozenset(
    (
        "Sở",
        "Cục",
        "Chi cục",
        "Công an",
        "Thanh tra",
        "Ủy ban nhân dân",
        "Kho bạc Nhà nước",
        "Bảo hiểm xã hội",
        "Viện kiểm sát nhân dân",
        "Tòa án nhân dân",
    )
)
# tham mưu, thanh tra, tổ chức: a field of work here, no deed
_FIELDS = frozenset(("tham", "thanh", "tổ", "và", "trong", "về"))


def before_ministry(scan: Scan, j: int) -> int:
    """The end of the name that begins at token j and has its ministry right behind it; 0 if it has none there.

    `Vụ Kinh tế địa phương và lãnh thổ của Bộ X` ends before của; `Vụ Kinh tế trình Bộ X` has no such name.
    """
    if not scan.capital(j):
        return 0
    for k in range(j + 1, min(j + _LONGEST, scan.size - 1)):
        start = k + 1 if scan.key(k) in _BETWEEN else k
        if scan.key(start) == "bộ" and scan.capital(start + 1) and scan.longest("sector", start + 1):
            return k
        ends = scan.longest("stops", k) is not None and scan.key(k) not in _INSIDE
        if ends or not scan.texts[k].isalpha() or (scan.capital(k) and scan.key(k - 1) != "và"):
            return 0
    return 0


def before_office(scan: Scan, j: int) -> int:
    """The end of a room's name before its office: Phòng | bổ trợ tư pháp, Sở Tư pháp X; 0 if none stands there.

    `Trưởng phòng cho biết Công an tỉnh …` names no room.
    """
    if scan.key(j) in ("cháy", "khám"):  # phòng cháy chữa cháy, a doctor's phòng khám
        return 0
    for k in range(j, min(j + _LONGEST_ROOM, scan.size)):
        start = scan.skip_gloss(k)
        start = start + 1 if scan.key(start) in (*_BETWEEN, "(") else start
        if k > j and _office(scan, start):
            return k if scan.key(k - 1) != "và" else 0
        joined = scan.key(k) in ("-", ",") and k > j and not scan.longest("role", k + 1) and not scan.capital(k + 1)
        stopped = scan.longest("stops", k) is not None and scan.key(k) not in _FIELDS
        post = scan.longest("role", k)
        stopped = stopped or scan.longest("place", k) is not None or (post is not None and post.word.id != "Cán bộ")
        if not joined and (stopped or not scan.texts[k].isalpha() or (k > j and scan.capital(k))):
            return 0
    return 0


def _office(scan: Scan, k: int) -> bool:
    """Whether an office of a place or of a field stands at token k: Sở Tư pháp, Công an tỉnh X, not a mere sở."""
    hit = scan.longest("body", k)
    if hit is None or hit.word.id not in _OFFICES or scan.compound(k, hit.last):
        return False
    field = scan.longest("sector", hit.last) is not None and scan.capital(hit.last)
    return field or (scan.longest("place", hit.last) or scan.longest("name", hit.last)) is not None
