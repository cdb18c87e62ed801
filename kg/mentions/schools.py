"""Names of schools, which are those of people and places: `trường | THPT Lê Quý Đôn`, `tiểu học số 1 An Phú`."""

from kg.grammar import Scan
from kg.mentions.places import read_place
from kg.text.toolkit import continues

_LEVELS = frozenset(
    ("thpt", "thcs", "th", "ptth", "ptcs", "ptdt", "ptdtnt", "tiểu", "học", "mầm", "non", "mẫu", "giáo", "trung", "cơ",
     "sở", "phổ", "thông", "chuyên", "dân", "lập", "tộc", "nội", "bán", "trú", "liên", "cấp", "tư", "thục", "công",
     "và", "&", "-")
)  # fmt: skip
_OPENS = frozenset(("thpt", "thcs", "th", "ptth", "ptcs", "ptdt", "ptdtnt", "tiểu", "mầm", "mẫu", "phổ", "trung"))


def read_school(scan: Scan, j: int) -> int:
    """The end of a school's name behind "trường": its level, and its own name or the place behind; 0 if it has none.

    `trường tiểu học` is no school, and `trường Trung Quốc` has no level.
    """
    if scan.key(j) not in _OPENS or (scan.key(j), scan.key(j + 1)) in (("trung", "quốc"), ("trung", "cấp")):
        return 0
    k = j
    while scan.key(k) in _LEVELS:
        k += 1
    if scan.key(k) == "số" and scan.key(k + 1).isdigit():
        k += 2
    while k > j and scan.key(k - 1) in ("và", "&", "-"):
        k -= 1
    if (place := read_place(scan, k, relative=False)) and place.name:
        return k
    end = _own_name(scan, k)
    return end if end > k or scan.key(k - 1).isdigit() else 0


def _own_name(scan: Scan, k: int) -> int:
    """The end of the capitals that begin at token k, before a role, a title or a second person's name."""
    end = scan.run(k, 7)
    if end - k in continues(scan.texts[k : end + 2]):
        return k  # Tiểu học Thực | hành Sư phạm: the word goes on, so the capitals are not the name
    for m in range(k, end):
        if any(scan.longest(c, m) for c in ("role", "honorifics", "academic", "ranks")):
            return m
        if m - k >= 2 and scan.surname(m) and 2 <= end - m <= 4:
            return m
    return min(end, k + 4)


def degree(scan: Scan, i: int) -> bool:
    """Whether the words before token i speak of somebody's education, and of no school."""
    lead = " ".join(scan.keys[max(0, i - 10) : i])
    return "trình độ" in lead and not any(word in lead for word in ("tốt nghiệp", "tại", "học ở", "của"))
