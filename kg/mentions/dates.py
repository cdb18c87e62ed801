"""Dates and terms: `ngày 17/12/2017` → `2017-12-17`, `nhiệm kỳ 2016 - 2021` → `2016-2021`."""

import re
from calendar import monthrange

from kg.grammar import Scan
from kg.model import DateMention
from kg.text.numerals import ordinal, roman

_TRIGGERS = frozenset(["ngày", "sáng", "chiều", "tối", "trưa", "đêm", "tháng", "năm", "hôm"])
_DAY = re.compile(
    r"(?:(?:sáng|chiều|tối|trưa|đêm|ngày|hôm|qua|nay|\() )*(\d{1,2}) ?[-/.] ?(\d{1,2})"
    r"(?: ?[-/.] ?((?:19|20)\d\d))?(?![\d/])"
)
_WORDS = re.compile(r"(?:(?:sáng|chiều|tối|ngày) )*(\d{1,2}) tháng (\d{1,2})(?: năm ((?:19|20)\d\d))?(?!\d)")
_MONTH = re.compile(r"tháng (\d{1,2})(?: ?[-/.] ?| năm )((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"năm ((?:19|20)\d\d)(?![\d/])")
_TERM = re.compile(r"(?:\( )?(?:nhiệm kỳ|giai đoạn)(?: các năm)? ((?:19|20)\d\d) ?[-–—/] ?((?:19|20)\d\d)(?: \))?")
_ROMAN_OR_NUMBER = r"([ivxl]+|\d{1,2})(?= |$)"
_KHOAS = re.compile(r"(?:\( )?(?:các )?khóa ((?:[ivxl]+|\d{1,2})(?: ,? ?(?:và )?(?:[ivxl]+|\d{1,2}))+)(?= |$)(?: \))?")
_KHOA = re.compile(rf"(?:\( )?khóa {_ROMAN_OR_NUMBER}(?: \))?")


def near(scan: Scan, i: int, size: int = 10) -> str:
    """The folded tokens from i on, with single spaces: what the patterns of this module read."""
    return " ".join(scan.keys[i : i + size])


def reach(i: int, matched: str) -> int:
    """The token position behind a match that began at token i."""
    return i + len(matched.split())


def read_date(scan: Scan, i: int) -> DateMention | None:
    """The date that begins at token i with ngày, sáng, tháng, năm …; "--12-17" when the year is not said."""
    if scan.key(i) not in _TRIGGERS:
        return None
    text = near(scan, i)
    for pattern in (_WORDS, _DAY):
        if (m := pattern.match(text)) and _possible(m[1], m[2]):
            value = f"{m[3] or '-'}-{int(m[2]):02}-{int(m[1]):02}"
            return DateMention(*scan.base(i, reach(i, m[0]), "date"), value)
    if (m := _MONTH.match(text)) and 1 <= int(m[1]) <= 12:
        return DateMention(*scan.base(i, reach(i, m[0]), "month"), f"{m[2]}-{int(m[1]):02}")
    if m := _YEAR.match(text):
        return DateMention(*scan.base(i, reach(i, m[0]), "year"), m[1])
    return None


def _possible(day: str, month: str) -> bool:
    """Whether some year has this day: not 30-2."""
    return 1 <= int(month) <= 12 and 1 <= int(day) <= monthrange(2000, int(month))[1]


def read_term(scan: Scan, i: int) -> tuple[str, int]:
    """The term that begins at token i and the position behind it; ("", i) when there is none.

    "khoá XVII, nhiệm kỳ 2016-2021" is the term 2016-2021; khóa alone keeps its number in Roman numerals.
    """
    start = scan.skip(i, ",")
    text = near(scan, start, 14)
    if (m := _TERM.match(text)) and m[1] < m[2]:
        return f"{m[1]}-{m[2]}", reach(start, m[0])
    if m := _KHOAS.match(text):
        numbers = re.findall(r"[ivxl]+|\d{1,2}", m[1])
        return f"khóa {', '.join(roman(ordinal(n)) for n in numbers)}", reach(start, m[0])
    if m := _KHOA.match(text):
        last = reach(start, m[0])
        years, end = read_term(scan, last)
        return (years, end) if years[:1].isdigit() else (f"khóa {roman(ordinal(m[1]))}", last)
    return "", i
