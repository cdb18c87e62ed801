"""People in rows: `các Phó Chủ tịch: A, B và C` → each of them, `ông A thay ông B làm Giám đốc` → A comes, B goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.facts.aside import gap
from kg.facts.holding import Holding, between, is_link
from kg.model import ActMention, BodyMention, Mention, PersonMention, PlaceMention, RoleMention, Sentence
from kg.text.numerals import count

_ROW = re.compile(r"(?:[,;]|và|cùng| )+\Z")
INSTEAD = re.compile(r"(?:(?:sẽ|lên|người|được|là) )*\b(?:thay|thay thế|thay cho|kế nhiệm)\Z")
_OPENED = re.compile(
    r"(?:, )?(?:bao gồm|gồm có|gồm|là)(?: (?:các|ông|bà|anh|chị|đồng chí|,))* :|(?:, )?(?:bao )?gồm(?: có)?\b"
)
_ENTRY = re.compile(r"(?:[,;–()-]|và|cùng|các|phụ trách|kiêm|hiện|nguyên|\d|hai|ba|bốn| )*\Z")
_PROPOSED = re.compile(r"\b(?:danh sách|giới thiệu|đề cử|đề xuất|dự kiến|ứng cử|chức danh)\b")
_THERE = re.compile(r"\b(?:có|trong đó|trong số)\b")
CLOSED = [(mark,) for mark in (",", ".", ")", ";", "-", "(", ":")] + [()]


def before_them(sentence: Sentence, row: Sequence[Mention], at: int, found: Sequence[Holding]) -> Iterator[Holding]:
    """`ông A và ông B đều là Phó Giám đốc`: what the last of a row is, the others are too."""
    last = row[at]
    for k in range(at - 1, -1, -1):
        person = row[k]
        if not isinstance(person, PersonMention) or not _ROW.match(between(sentence, person, row[k + 1])):
            return
        yield from (replace(h, person=person) for h in found if h.person is last and h.how == "after")


def sharing_people(
    sentence: Sentence, row: Sequence[Mention], at: int, before: list[RoleMention], mentions: Sequence[Mention]
) -> Iterator[Holding]:
    """`các Phó Chủ tịch UBND tỉnh: A, B và C`: people in a row behind one plural role."""
    plural = len(before) == 1 and _plural(sentence, before[0])
    named = len(before) == 1 and between(sentence, before[0], row[at]) == "là"  # Phó Chủ tịch là ông A và bà B
    if not (plural or named):
        return
    last = row[at]
    for item in row[at + 1 :]:
        if isinstance(item, RoleMention) and "(" in sentence.keys[last.last : item.first]:
            continue  # A (Phó Chủ tịch Thường trực); B; C
        if not isinstance(item, PersonMention) or not _ROW.match(gap(sentence, last, item, mentions)[0]):
            return
        if not plural and (
            between(sentence, last, item) != "và" or sentence.keys[item.last : item.last + 1] not in CLOSED
        ):
            return
        last = item
        yield Holding(item, before[0], "before", before[0].status)


def headed(sentence: Sentence, row: Sequence[Mention], found: Sequence[Holding]) -> Iterator[Holding]:
    """`các đồng chí Ủy viên Bộ Chính trị: A, Thủ tướng; B, Bộ trưởng …; C`: the first name of each entry is one."""
    chains = [_chain(sentence, row, n) for n, m in enumerate(row) if _opens_list(sentence, m)]
    heads = [chain for chain in chains if chain and _plural(sentence, chain[0])]
    ends = [chain[0].first for chain in heads[1:]] + [len(sentence.keys)]
    for role, end in [(role, end) for chain, end in zip(heads, ends, strict=False) for role in chain]:
        marks = [n for n in range(role.last, end) if sentence.keys[n] in (":", ";")]
        for start, stop in pairwise([*marks, end]) if len(marks) > 1 else ():
            entry = [m for m in row if start < m.first < stop and isinstance(m, PersonMention)]
            named = [m for m in entry if any(isinstance(r, RoleMention) and r.last == m.first for r in row)]
            each = entry if len(entry) > 1 and entry == named else entry[:1]
            for person in each:
                own = next((m for m in row if isinstance(m, RoleMention) and m.last == person.first), None)
                # nguyên Tổng Bí thư: A, B; nguyên Chủ tịch nước C
                titled = bool(role.status and own and start < own.first and own.status)
                if not titled and not any(h.person is person and h.role.first == role.first for h in found):
                    yield Holding(person, role, "before", role.status)
            if len(each) > 1:
                break  # Ủy viên Bộ Chính trị: Thủ tướng A, Chủ tịch Quốc hội B; Bí thư Trung ương Đảng C
    yield from _counted(sentence, row, found)


def _opens_list(sentence: Sentence, role: Mention) -> bool:
    """`các Ủy viên Bộ Chính trị:`, `9 Ủy viên Bộ Chính trị gồm:`."""
    behind = sentence.keys[role.last : role.last + 3]
    return behind[:1] == (":",) or behind[:2] == ("gồm", ":") or behind == ("gồm", "có", ":")


def enumerated(
    sentence: Sentence, row: Sequence[Mention], found: Sequence[Holding], mentions: Sequence[Mention]
) -> Iterator[Holding]:
    """`9 Ủy viên Bộ Chính trị gồm: Chủ tịch nước A; bà B, Bộ trưởng X và Trưởng ban Y C`: all that are counted are."""
    for at, head in enumerate(row):
        count = _count(sentence, head) if isinstance(head, RoleMention) else 0
        opened = _OPENED.match(" ".join(sentence.keys[head.last : head.last + 12]))
        if not count or not opened or not isinstance(head, RoleMention) or _acted(sentence, head, mentions):
            continue
        people = listed(sentence, row[at + 1 :], mentions)
        if 1 < len(people) <= count:
            held = {id(h.person) for h in found if h.role.first == head.first}
            yield from (Holding(p, head, "before", head.status) for p in people if id(p) not in held)


def listed(sentence: Sentence, row: Sequence[Mention], mentions: Sequence[Mention]) -> list[PersonMention]:
    """The people of a row, as far as it is a list of people with their offices and of nothing else."""
    people: list[PersonMention] = []
    last = row[0] if row else None
    for item in row:
        if last and last is not item and not _ENTRY.match(_unnamed(sentence, last, item, mentions)):
            break
        last = item
        people.extend([item] if isinstance(item, PersonMention) else [])
    return people


def _count(sentence: Sentence, role: RoleMention) -> int:
    """How many the number before a role says there are; 0 if it says nothing."""
    keys = [k for k in sentence.keys[max(0, role.first - 3) : role.first] if k not in ("đồng", "chí", "vị")]
    return count(keys[-1]) if keys else 0


def _acted(sentence: Sentence, role: RoleMention, mentions: Sequence[Mention]) -> bool:
    """Whether an act gives or takes the office of which a list follows: who is in the list is told by the act."""
    acts = [m for m in mentions if isinstance(m, ActMention) and not is_link(m) and m.last <= role.first]
    lead = " ".join(sentence.keys[acts[-1].last if acts else 0 : role.first])
    return bool(_PROPOSED.search(lead)) or (bool(acts) and not _THERE.search(lead))


def _unnamed(sentence: Sentence, left: Mention, right: Mention, mentions: Sequence[Mention]) -> str:
    """The words between two mentions without asides and the bodies and places named there."""
    named = [m for m in mentions if isinstance(m, BodyMention | PlaceMention) and left.last <= m.first < right.first]
    words = gap(sentence, left, right, mentions)[0]
    for m in named:
        words = words.replace(" ".join(sentence.keys[m.first : m.last]), " ")
    return words


def _chain(sentence: Sentence, row: Sequence[Mention], last: int) -> list[RoleMention]:
    """The roles of a list that ends with the one at `last`: các Ủy viên Bộ Chính trị, Ủy viên Quân ủy Trung ương:."""
    found: list[RoleMention] = []
    for item in reversed(row[: last + 1]):
        if not isinstance(item, RoleMention) or (found and between(sentence, item, found[0]) not in (",", "và")):
            break
        found.insert(0, item)
        if _plural(sentence, item):
            break
    return found


def _counted(sentence: Sentence, row: Sequence[Mention], found: Sequence[Holding]) -> Iterator[Holding]:
    """`Trong bốn Phó Chủ tịch UBND tỉnh, ông A được 48 phiếu; ông B được 45 phiếu`: both are of the four."""
    plural = [h for h in found if h.how == "before" and h.role.first < 4 and _plural(sentence, h.role)]
    for holding in plural[:1]:
        others = [m for m in row if isinstance(m, PersonMention) and m.first > holding.person.last]
        for other in others:
            opened = sentence.keys[other.first - 1] == ";"
            if not opened or any(h.person is other for h in found):
                return
            yield Holding(other, holding.role, "before", holding.status)


def instead(sentence: Sentence, row: Sequence[Mention], mentions: Sequence[Mention]) -> Iterator[Holding]:
    """`ông A thay ông B làm Giám đốc`: A comes into the office, B had it."""
    for new, old, role in zip(row, row[1:], row[2:], strict=False):
        if not (isinstance(new, PersonMention) and isinstance(old, PersonMention) and isinstance(role, RoleMention)):
            continue
        words, inside = gap(sentence, new, old, mentions)
        into = gap(sentence, old, role, mentions)[0] in ("làm", "giữ chức", "giữ chức vụ", "đảm nhiệm")
        if not inside and INSTEAD.fullmatch(words) and into and placed_in(old, role, mentions):
            yield Holding(new, role, "after", "incoming")
            yield Holding(old, role, "after", "former")


def _plural(sentence: Sentence, role: RoleMention) -> bool:
    before = sentence.keys[max(0, role.first - 3) : role.first]
    before = before if before[-2:] == ("đồng", "chí") else before[-2:]
    return any(k in ("các", "hai", "ba", "bốn", "năm", "những") or k.isdigit() for k in before)


def same_head(found: list[Holding]) -> list[Holding]:
    """`A, Tổng giám đốc và B, nguyên Tổng giám đốc Công ty X`: the body named once serves both."""
    owners = {h.role.head: h.role for h in reversed(found) if h.how == "after" and (h.role.body or h.role.place)}
    return [
        replace(h, role=replace(h.role, body=owner.body, place=owner.place))
        if h.how == "after" and h.role.body is None and h.role.place is None and (owner := owners.get(h.role.head))
        else h
        for h in found
    ]


def placed_in(person: Mention, role: Mention, mentions: Sequence[Mention]) -> bool:
    """`giới thiệu Phó Thủ tướng A làm Thủ tướng, Phó Chủ tịch B làm …`: what A is to be is no title of B."""
    return any(is_link(m) and person.last <= m.first and m.last == role.first for m in mentions)
