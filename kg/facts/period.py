"""From when until when a post was held: `giữ chức Bí thư từ tháng 5/2016 đến năm 2018` → `Period("2016-05", "2018")`.

The time of a deed is not that of a post: "từ năm 2015 đến năm 2018, Chủ tịch UBND xã đã ký …" says nothing of a tenure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.facts.holding import Holding, between
from kg.model import RoleMention, Sentence

_DAY = (
    r"(?:(?:hết|đầu|cuối|giữa|khoảng) )?(?:(?:ngày|tháng|năm) )?"
    r"(?:\d{1,2}(?: ?[-/.] ?| tháng | năm )){0,2}(?:19|20)\d\d(?![\d/])"
)
_UNTIL = rf"(?:(?P<end>{_DAY})|nay\b|đây\b)"
_FROM_TO = rf"(?:kể )?từ (?P<start>{_DAY}) ?(?:-|–|đến|tới|cho đến|cho tới) {_UNTIL}"
_YEARS = rf"(?P<start>{_DAY}) ?(?:-|–|đến|tới) ?{_UNTIL}"
_DURING = r"(?:trong |vào )?(?:thời gian |giai đoạn |thời kỳ |các năm )"
_BEHIND = (
    re.compile(rf"\( (?:{_DURING})?{_FROM_TO} ?[),;]"),
    re.compile(rf"\( (?:{_DURING})?{_YEARS} ?[),;]"),
    re.compile(rf"(?:{_DURING})?{_FROM_TO}"),
    re.compile(rf"{_DURING}{_YEARS}"),
    re.compile(rf"(?:kể )?từ (?P<start>{_DAY})(?! (?:-|–|đến|tới|cho))"),
)
_OPENING = tuple(
    re.compile(
        rf"(?:\A|[,;.(:-] |và )(?:{_DURING}|trong )?{period} ?,? ?(?:ông|bà|đồng chí)?"
        r"(?P<as> ?(?:với|ở|trên) (?:cương vị|tư cách|trách nhiệm|vai trò)(?: là)?)? ?\Z"
    )
    for period in (_FROM_TO, _DURING + _YEARS, rf"từ (?P<start>{_DAY})")
)
_HOLDS = re.compile(
    r"\b(?:là|làm|giữ|chức|cương vị|đảm nhiệm|đảm nhận|đảm trách|trách nhiệm|vai trò|tư cách|nguyên|cựu)\b"
)
_ONE_AFTER_ANOTHER = re.compile(r"\b(?:kinh qua|trải qua|lần lượt|nhiều|các chức vụ|các vị trí|các cương vị)\b")
_LATER = re.compile(r"\b(?:sau đó|rồi|hiện|nay|tiếp|còn|từ|sau)\b|;")
_ANEW = re.compile(r"\bvà (?:giữ|làm|là|đảm nhiệm|đảm nhận|đảm trách)\b")
_ENDED = re.compile(r"\b(?:không còn|thôi|thay)\b[^,;]*\Z")
_CLOSED = ((",",), (")",), (".",), ("-",), ("–",), (";",), ())
_LONGEST = 30  # years
_FAR = 24  # the tokens that a period takes, with what stands before it


class Period(NamedTuple):
    """Dates as xsd values, `end` "" when none is said (`now`: until today); tokens [first, last) say it."""

    start: str
    end: str
    first: int
    last: int
    now: bool = False


def periods(sentence: Sentence, held: Sequence[Holding]) -> list[Period | None]:
    """The period of each holding; in a row of posts the one said before them, or behind the last, is that of all."""
    found = [_own(sentence, h) for h in held]
    for n in range(len(held) - 2, -1, -1):
        later = found[n + 1]
        if found[n] is None and later and _shared(sentence, held[n], held[n + 1], later):
            found[n] = later
    for n, h in enumerate(held):
        if found[n] is not None:
            continue
        if not any(other.person is h.person and other.how == h.how for other in held[:n]):
            found[n] = None if _in_turn(sentence, held[n:]) else _opening(sentence, h)
        elif (before := found[n - 1]) and before.last <= held[n - 1].role.first and _row(sentence, held[n - 1], h):
            found[n] = before if not h.role.term else None
    return found


def behind(sentence: Sentence, role: RoleMention) -> Period | None:
    """The period that stands directly behind a role, in brackets or not."""
    words = " ".join(sentence.keys[role.last : role.last + _FAR])
    for pattern in _BEHIND:
        if m := pattern.match(words):
            return _period(m, role.last, role.last + len(m[0].rstrip(" ,;").split()))
    return None


def _own(sentence: Sentence, h: Holding) -> Period | None:
    """What stands behind the role of a holding, or within it: giai đoạn 2009 - 2011."""
    role = h.role
    if role.term[:4].isdigit() and "giai đoạn" in " ".join(sentence.keys[role.first : role.last]):
        return Period(role.term[:4], role.term[5:], role.first, role.last)
    said = behind(sentence, role)
    if said is None or sentence.keys[said.first] == "(":
        return said if not role.term else None  # "khóa XIV (2016 - 2021)": the years of the term
    lead = " ".join(sentence.keys[max(0, role.first - _FAR) : role.first])
    if _ENDED.search(lead):
        return None
    # "ông A, Chủ tịch UBND xã từ năm 1990 đến 1995, kể": a time that ends with the apposition is the office's.
    closed = said.end and h.how == "after" and sentence.keys[said.last : said.last + 1] in _CLOSED
    return said if closed or h.status == "former" or _HOLDS.search(re.split(r"[;:]", lead)[-1]) else None


def _shared(sentence: Sentence, h: Holding, later: Holding, said: Period) -> bool:
    """Whether what stands behind a role is said of the one before it, too; in brackets, or only since when, of one."""
    bracket = sentence.keys[said.last - 1] == ")" or not (said.end or said.now)
    return (
        h.status == later.status
        and _row(sentence, h, later)
        and not h.role.term
        and said.last > later.role.first
        and not bracket
        and not _of_its_own(sentence, h, later)
    )


def _of_its_own(sentence: Sentence, h: Holding, later: Holding) -> bool:
    """`Từ năm 2004 đến năm 2009, ông A là Bí thư X và giữ chức Bí thư Y từ năm 2009 đến …`: X has its own time."""
    return bool(_ANEW.search(between(sentence, h.role, later.role))) and _opening(sentence, h) is not None


def _row(sentence: Sentence, h: Holding, later: Holding) -> bool:
    """Whether two holdings are a row of posts of one person, held at the same time."""
    same = h.person is later.person and h.how == later.how and h.role.last <= later.role.first
    return same and not _LATER.search(between(sentence, h.role, later.role))


def _in_turn(sentence: Sentence, held: Sequence[Holding]) -> bool:
    """`làm Phó Bí thư rồi Bí thư`, `kinh qua các chức vụ …`: the time is not that of each post."""
    mine = [h.role for h in held if (h.person, h.how) == (held[0].person, held[0].how)]
    gaps = [between(sentence, a, b) for a, b in pairwise(mine)]
    lead = between(sentence, held[0].person, mine[0])
    return any("rồi" in gap.split() for gap in gaps) or bool(_ONE_AFTER_ANOTHER.search(lead))


def _opening(sentence: Sentence, h: Holding) -> Period | None:
    """`Từ tháng 5/2016 đến tháng 9/2019, ông A là Giám đốc`, `…, với cương vị Giám đốc, ông A`."""
    ahead = h.how == "before"
    at = h.role.first if ahead else h.person.first
    start = max(0, at - _FAR)
    words = " ".join(sentence.keys[start:at])
    for pattern in _OPENING:
        if m := pattern.search(words):
            held = m["as"] if ahead else _HOLDS.search(between(sentence, h.person, h.role))
            first = start + words[: m.start()].count(" ") + (words[m.start() : m.start() + 1] in tuple(",;.(:-"))
            return _period(m, first, at) if held else None
    return None


def _period(m: re.Match[str], first: int, last: int) -> Period | None:
    groups = m.groupdict()
    start, end = _value(groups["start"]), _value(groups.get("end") or "")
    if int((end or start)[:4]) - int(start[:4]) > _LONGEST:
        return None  # a life: cố Bí thư (1931 - 2015)
    now = not end and m[0].rstrip(" ,;)").endswith(("nay", "đây"))
    return Period(start, end, first, last, now) if not end or start[: len(end)] <= end[: len(start)] else None


def _value(words: str) -> str:
    """The date as xsd value, as exact as it is said.

    >>> _value("ngày 1 - 9 - 2016"), _value("tháng 5/2016"), _value("cuối năm 2016")
    ('2016-09-01', '2016-05', '2016')
    """
    *smaller, year = re.findall(r"\d+", words) or [""]
    return "-".join([year, *(f"{int(n):02}" for n in reversed(smaller))])
