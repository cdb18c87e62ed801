"""When somebody was born, as the words behind a name say: `ông Trần Văn Khôi (SN 1968)` → "1968"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Span
from kg.text.fold import fold

_REACH = 60  # code points behind a name in which personal data stand
_BORN = re.compile(
    r"^[\s,(–-]*(?:sinh|sn)\s*:?\s*(?:(?:ngày|tháng|năm)\s*)?"
    r"(?:(?:(?P<day>\d{1,2})\s*[-/.]\s*)?(?P<month>\d{1,2})\s*[-/.]\s*)?(?P<year>19\d\d|20[01]\d)(?!\d)"
)


def birth(text: str, spans: Iterable[Span]) -> str:
    """The date of birth written directly behind one of the mentions, as precise as it is; "" when there is none.

    `spans` are code points of `text`.  What begins a sentence of its own ("Sinh năm 1968, ông …") is not read.

    >>> [birth(t, [Span(0, 6)]) for t in ("Lê Tám (SN 1972)", "Lê Tám, sinh ngày 5/9/1968, quê", "Lê Tám sinh con")]
    ['1972', '1968-09-05', '']
    """
    found = {date for span in spans if (date := _date(fold(text[span.end : span.end + _REACH])))}
    return max(found, key=lambda date: (len(date), date), default="")


def _date(words: str) -> str:
    m = _BORN.match(words)
    if not m:
        return ""
    parts = [m["year"], *(f"{int(p):02}" for p in (m["month"], m["day"]) if p)]
    valid = all(0 < int(p) <= most for p, most in zip(parts[1:], (12, 31), strict=False))
    return "-".join(parts) if valid else m["year"]
