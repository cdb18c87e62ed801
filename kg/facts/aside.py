"""What is said in passing between two mentions: `ông A (SN 1958), trú tại quận Hải Châu, nguyên …` → gap `, nguyên`.

Brackets and personal data (age, birth, residence, origin) do not separate a name from its role.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.model import Mention, Sentence

_PERSONAL = re.compile(
    r"(?:sinh (?:ngày|năm|tháng)|sn|trú|ngụ|quê|nguyên quán|dân tộc|thường trú|hiện trú|cư trú|\d\d tuổi|trình độ|"
    r"(?:là |có bằng |có trình độ )*"
    r"(?:thạc sỹ|tiến sỹ|cử nhân|cao học|kỹ sư|bác sỹ|giáo sư|phó giáo sư|luật sư|kiến trúc sư) |"
    r"(?:thẩm phán|kiểm sát viên|kiểm tra viên|thanh tra viên|điều tra viên|chuyên viên) (?:cao|trung|sơ) cấp|cao cấp |"
    r"(?:tỉnh|thành phố|tp|huyện|quận|xã|phường|thị xã|thị trấn|thôn|tổ|khu phố) )"
)


def gap(sentence: Sentence, left: Mention, right: Mention, mentions: Sequence[Mention]) -> tuple[str, list[Mention]]:
    """The folded words between two mentions without asides, and the mentions among these words."""
    asides = _asides(sentence, left.last, right.first)
    kept = [i for i in range(left.last, right.first) if i not in asides]
    inside = [m for m in mentions if left.last <= m.first < right.first and m.first in kept]
    words = " ".join(sentence.keys[i] for i in kept)
    return (f",{words[1:]}" if asides and words[:1] == ";" else words), inside


def _asides(sentence: Sentence, first: int, last: int) -> frozenset[int]:
    """The tokens in brackets, and the segments between commas that give personal data."""
    aside: set[int] = set()
    depth = 0
    for i in range(first, last):
        depth += sentence.keys[i] == "("
        if depth:
            aside.add(i)
        if sentence.keys[i] == ")" and depth:
            depth -= 1
    if depth:  # the bracket goes on behind: it is an apposition, not an aside
        aside.clear()
    marks = (",", ";", "(") if depth else (",", ";")
    bounds = [first - 1, *(i for i in range(first, last) if sentence.keys[i] in marks and i not in aside), last]
    for start, end in pairwise(bounds):
        words = " ".join(sentence.keys[i] for i in range(start + 1, end) if i not in aside)
        if _PERSONAL.match(words + " ") and end < last:
            opened = sentence.keys[start] == "("
            aside.update(range(max(first, start + opened), end + opened))  # "(SN 1965, nguyên …" → "(nguyên …"
    return frozenset(aside)
