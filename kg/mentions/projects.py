"""What boards are named for: zones and projects, `Khu kinh tế mở Chu Lai`, `dự án đầu tư xây dựng …`."""

from __future__ import annotations

from kg.grammar import Scan
from kg.mentions.places import read_bare


def zone(scan: Scan, j: int, k: int) -> int:
    """Past the own name of a zone, which may look like a person's: Khu kinh tế mở | Chu Lai; k if there is none."""
    start = max((n for n in range(j, k) if scan.key(n) == "khu"), default=k)
    size = scan.run(k) - k
    kind = start + 1 < k and not any(scan.capital(n) for n in range(start + 1, k) if not scan.longest("activities", n))
    return k + size if kind and size == 2 and scan.surname(k) else k


def any_project(scan: Scan, j: int, last: int) -> bool:
    """Whether the name is only `dự án`, and neither a place nor an office behind says which: BQL dự án | đã họp."""
    whose = scan.longest("place", last) or scan.longest("body", last) or read_bare(scan, last)
    return scan.keys[j:last] == ("dự", "án") and not whose
