"""Whose relative somebody is: `ông A (em rể ông B) làm Chủ tịch`, `ông A - con trai cố Bí thư B từng là …` → of A."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts.holding import between
from kg.model import Mention, PersonMention, RoleMention, Sentence

_KIN = re.compile(
    r"(?:[-–(,]|, là) (?:con|em|anh|chị|cháu|vợ|chồng|bố|cha|mẹ|chú|bác|cô|dì|cậu)"
    r"(?: (?:trai|gái|ruột|rể|dâu|đẻ|họ|vợ|chồng|em|út|cả))*(?: (?:của|với))*\Z"
)
_WORDS = frozenset(
    ["bố", "mẹ", "cha", "vợ", "chồng", "con", "trai", "gái", "em", "anh", "chị", "cháu", "rể", "dâu", "ruột", "họ"]
)


def is_kin(sentence: Sentence, person: Mention) -> bool:
    """Whether the words before a person speak of a relative: bố | ông, em rể | ông A; not vợ chồng | ông A."""
    before = sentence.keys[max(0, person.first - 2) : person.first]
    if before[-1:] == ("của",):
        return before[0] in _WORDS
    return before != ("vợ", "chồng") and before[-1:] != () and before[-1] in _WORDS


def meant(sentence: Sentence, row: Sequence[Mention], at: int) -> PersonMention | None:
    """Of whom a verb behind a person says something: of the one whose relative it is; None for `bố ông từng là …`."""
    person = row[at]
    k = at
    while k > 0 and isinstance(row[k - 1], RoleMention) and not between(sentence, row[k - 1], row[k]):
        k -= 1  # con trai | cố Bí thư Thành ủy X | B
    left = row[k - 1] if k else None
    if isinstance(left, PersonMention) and not left.credit and _KIN.match(between(sentence, left, row[k])):
        return left
    return None if is_kin(sentence, person) or not isinstance(person, PersonMention) else person
