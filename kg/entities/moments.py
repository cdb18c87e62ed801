"""When a sentence speaks of a place: `Tháng 5/2007, ông Khang là Bí thư Huyện ủy Ba Vì` → huyện Ba Vì as of 2007-05.

Dates that say nothing of when the place was what it is called are left out: of birth, of documents, of comparisons,
those that last until today, and those to come.  A date counts for what follows it when it opens the sentence or a
clause, not in "được công nhận năm 2005, Bí thư Huyện ủy …".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.model import BodyMention, DateMention, DocumentMention, EventMention, Mention, PlaceMention, RoleMention, Span
from kg.text.fold import fold

REORGANISED = "2025-07-01"
LAST_DAY = "2025-06-30"  # of the 63 provinces and the districts
_OLD = re.compile(r"\s*\(?\s*(?:cũ|trước (?:khi )?(?:sáp nhập|sắp xếp|hợp nhất)|trước ngày 1[-/.]7)\b")
_NO_EVENT = re.compile(r"(?:\bsinh(?: ngày| năm)?|\bso với(?: năm| cùng kỳ)?|\bđến(?: cuối| hết)?|\bvượt)\s*$")
_LEAD = 2  # words before the date that opens a sentence: "Ông từ năm 2005", "Vào tháng 5/2007"
_UNTIL_NOW = re.compile(r"\s*,?\s*(?:đến|tới|cho đến|trở lại) (?:nay|đây)\b")
_OPENING = re.compile(r"[;:,(.]\s*(?:(?:từ|đến|vào|hồi|trong)\s*)?$")
_DIRECTLY = re.compile(r"[\s,(]*(?:từ|hồi|vào|trong|giai đoạn)?\s*")  # between a post and the date behind it


def moments(text: str, mentions: Sequence[Mention], date: str) -> dict[Span, str]:
    """When what the article tells of its named places was, by their spans: xsd values, all before the article's own.

    `text` and `date` are the article's; `date` is "" when unknown.  A place that is not in it is of the article's date.
    """
    papers = [m for m in mentions if isinstance(m, DocumentMention)]
    dates: dict[int, list[DateMention]] = defaultdict(list)
    for m in mentions:
        if isinstance(m, DateMention) and _is_event(text, m, date) and not any(_covers(p, m) for p in papers):
            dates[m.sentence].append(m)
    found: dict[Span, str] = {}
    for top in mentions:
        places = list(_places(top))
        if not places:
            continue
        when = _own(top, date) or _written(text, top, dates.get(top.sentence, ()))
        for place in places:
            old = date >= REORGANISED and _OLD.match(fold(text[place.span.end : place.span.end + 24]))
            if moment := LAST_DAY if old else when:
                found[place.span] = moment
    return found


def _is_event(text: str, m: DateMention, date: str) -> bool:
    if not m.value[0].isdigit() or m.value >= (date[: len(m.value)] or REORGANISED[: len(m.value)]):
        return False
    lead, tail = text[max(0, m.span.start - 16) : m.span.start], text[m.span.end : m.span.end + 14]
    return not _NO_EVENT.search(fold(lead)) and not _UNTIL_NOW.match(fold(tail))


def _opens(text: str, m: DateMention) -> bool:
    return m.first <= _LEAD or bool(_OPENING.search(fold(text[max(0, m.span.start - 8) : m.span.start])))


def _covers(paper: Mention, m: Mention) -> bool:
    return paper.sentence == m.sentence and paper.first <= m.first < paper.last


def _places(top: Mention) -> Iterable[PlaceMention]:
    """The named places of a mention, in the order in which one lies in or belongs to the other."""
    queue: list[Mention | None] = [top]
    for m in queue:
        if isinstance(m, PlaceMention):
            if m.name:
                yield m
            queue.append(m.within)
        elif isinstance(m, BodyMention):
            queue += [m.place, m.parent]
        elif isinstance(m, RoleMention | EventMention):
            queue += [m.place, m.body]
        elif isinstance(m, DocumentMention):
            queue += [m.issuer, m.event]


def _own(top: Mention, date: str) -> str:
    """The date that a mention itself gives: of a document, or the last year but one of a term that is over."""
    if isinstance(top, DocumentMention):
        return top.date if top.date < date else ""
    term = top.term if isinstance(top, RoleMention | EventMention | BodyMention) else ""
    end = term[5:9]
    return str(int(end) - 1) if end.isdigit() and end < date[:4] else ""


def _written(text: str, top: Mention, dates: Sequence[DateMention]) -> str:
    """The last date before a mention that opens the sentence or a clause, else one that stands directly behind it."""
    before = [m for m in dates if m.last <= top.first and _opens(text, m)]
    if before:
        return before[-1].value
    behind = [m for m in dates if m.first >= top.last]
    direct = behind and _DIRECTLY.fullmatch(fold(text[top.span.end : behind[0].span.start]))
    return behind[0].value if direct else ""
