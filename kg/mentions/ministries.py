"""Parts of ministries, whose names go on in lower case: `Vụ Thị trường trong nước | Bộ Công Thương`."""

from __future__ import annotations

from kg.grammar import Scan

_INSIDE = frozenset(("và", "trong", "các", "cấp"))
_BETWEEN = frozenset((",", "của", "thuộc"))
_LONGEST = 9


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
