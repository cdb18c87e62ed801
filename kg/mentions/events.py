"""Congresses and sessions: `Đại hội Đảng bộ Quận lần thứ XII` → congress of the Đảng bộ, ordinal 12."""

from __future__ import annotations

import re

from kg.grammar import Scan
from kg.mentions.bodies import read_body
from kg.mentions.dates import near, reach, read_term
from kg.model import BodyMention, EventMention
from kg.text.numerals import ordinal

_NUMBER = r"([ivxl]+|\d{1,3}|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)"
_ORDINAL = re.compile(rf"(?:lần thứ|lần|thứ|khóa) {_NUMBER}(?= |$)")
_BARE_ORDINAL = re.compile(r"([ivxl]+|\d{1,2})(?= |$)")
_SESSION = re.compile(
    rf"(?:kỳ họp|phiên họp|hội nghị)(?: lần)? thứ {_NUMBER}(?= |$)|(?:kỳ|phiên) (?:họp )?(?:thứ )?(\d{{1,3}})(?= |$)"
)
_PLENUM = re.compile(
    rf"hội nghị (?:lần thứ {_NUMBER} (?:, )?)?(?:ban chấp hành )?trung ương(?: đảng)?(?: lần thứ)? ?{_NUMBER}?(?= |$)"
)
# Congresses of other countries' parties are not ours.
_FOREIGN = re.compile(r"\b(?:trung quốc|triều tiên|cuba|lào|nga|bắc kinh|tập cận bình)\b")
_CENTRAL = "ban-chap-hanh-trung-uong-dang"
_PARTY = "dang-cong-san-viet-nam"
_FILLERS = frozenset(("đại", "biểu", "toàn", "quốc", ",", "của", "bất", "thường", "(", ")"))


def read_event(scan: Scan, i: int) -> EventMention | None:
    """The congress or session that begins at token i; a mere "Đại hội" is a mention without ordinal and term."""
    first = scan.key(i)
    if first == "đại" and scan.key(i + 1) == "hội":
        return _congress(scan, i)
    if first in ("kỳ", "phiên", "hội"):
        return _plenum(scan, i) or _session(scan, i)
    return None


def _congress(scan: Scan, i: int) -> EventMention | None:
    j = i + 2
    body: BodyMention | None = None
    number, term, national, party = 0, "", False, False
    while j < scan.size:
        key = scan.key(j)
        if near(scan, j, 2) == "toàn quốc":
            national, j = True, j + 2
        elif not number and (numbered := _numbered(scan, j, bare=j == i + 2))[0]:
            number, j = numbered
        elif not term and (found := read_term(scan, j))[0]:
            term, j = found
        elif (
            body is None and not party and key == "đảng" and scan.key(j + 1) not in ("bộ", "ủy", "viên", "đoàn", "cộng")
        ):
            party, j = True, j + 1
        elif body is None and not party and (found_body := read_body(scan, j, lone=True)):
            body, j = found_body, found_body.last
        elif key in _FILLERS and key not in ("(", ")") and _goes_on(scan, j):
            j += 1
        else:
            break
    if party or (national and body is None):
        if _FOREIGN.search(" ".join(scan.keys)):
            return None
        body = BodyMention(*scan.base(i, j, "body-known"), type=_PARTY, known=True)
    if body and body.term and not term:
        term = body.term
    if body is None and not number and not term and j > i + 2:
        return None
    return EventMention(*scan.base(i, j, "congress"), type="congress", body=body, ordinal=number, term=term)


def _numbered(scan: Scan, j: int, *, bare: bool) -> tuple[int, int]:
    """(ordinal, end) of `lần thứ XII`, or of a bare `XII` right behind Đại hội; (0, j) if there is none."""
    text = near(scan, j, 4)
    m = _ORDINAL.match(text) or (_BARE_ORDINAL.match(text) if bare else None)
    number = ordinal(m[1]) if m else 0
    return (number, reach(j, m[0])) if m and number else (0, j)


def _goes_on(scan: Scan, j: int) -> bool:
    """Whether behind a filler word there is more of the event's name."""
    k = j
    while scan.key(k) in _FILLERS:
        k += 1
    text = near(scan, k, 4)
    if _ORDINAL.match(text) or read_term(scan, k)[0] or text.startswith("toàn quốc"):
        return True
    if scan.key(j) == ",":
        return False
    return scan.key(k) == "đảng" or read_body(scan, k, lone=True) is not None


def _plenum(scan: Scan, i: int) -> EventMention | None:
    """Hội nghị Trung ương 8 (khóa XII), Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XII."""
    m = _PLENUM.match(near(scan, i, 12))
    if not m or not (m[1] or m[2]):
        return None
    j = reach(i, m[0])
    if scan.capital(j) and scan.longest("body", j):
        return None  # Ban Chấp hành Trung ương Hội Nông dân Việt Nam is not the Party's
    term, last = read_term(scan, j)
    body = BodyMention(*scan.base(i, j, "body-known"), type=_CENTRAL, known=True)
    number = ordinal(m[1] or m[2])
    return EventMention(*scan.base(i, last, "plenum"), type="session", body=body, ordinal=number, term=term)


def _session(scan: Scan, i: int) -> EventMention | None:
    """Kỳ họp thứ 10, HĐND tỉnh X khóa XIV; hội nghị lần thứ 20 Ban Chấp hành Đảng bộ."""
    m = _SESSION.match(near(scan, i, 6))
    number, j = (ordinal(m[1] or m[2]), reach(i, m[0])) if m else (0, i + 2)
    if not m and not (scan.key(i) == "hội" and scan.key(i + 1) == "nghị"):
        return None
    start = scan.skip(j, ",", "của")
    if scan.key(start) == "(":
        start = next((k + 1 for k in range(start, min(start + 6, scan.size)) if scan.key(k) == ")"), start)
    body = read_body(scan, start, lone=True)
    j = body.last if body else j
    term = body.term if body else ""
    if not number and body and (found := _ORDINAL.match(near(scan, j, 4))):
        number, j = ordinal(found[1]), reach(j, found[0])
    if not number:
        return None
    more, last = read_term(scan, j)
    return EventMention(*scan.base(i, last, "session"), type="session", body=body, ordinal=number, term=more or term)
