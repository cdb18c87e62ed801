"""Abbreviations an article explains: `khu Công nghệ cao (CNC)` → {"CNC": "Công nghệ cao"}."""

from __future__ import annotations

import re
import unicodedata

from kg.text.fold import plain

_GLOSS = re.compile(r"((?:[^\W\d_]+[ ,-]+){2,9})\(([A-ZĐ][A-ZĐ&-]{1,7})\)")


def glosses(text: str) -> dict[str, str]:
    """Abbreviations in brackets behind the words whose initials they are.

    >>> glosses("Ban quản lý khu Công nghệ cao (CNC) và Bí thư Thành ủy (TP HCM)")
    {'CNC': 'Công nghệ cao'}
    """
    found: dict[str, str] = {}
    for m in _GLOSS.finditer(unicodedata.normalize("NFC", text)):
        letters = [c for c in m[2] if c.isalpha()]
        words = m[1].split()
        tail = [w for w in words if w[0].isalpha()][-len(letters) :]
        if [plain(w)[:1] for w in tail] == [plain(c) for c in letters]:
            first = len(words) - 1 - words[::-1].index(tail[0])
            found.setdefault(m[2], " ".join(words[first:]).rstrip(" ,-"))
    return found


def spelled_out(name: str, known: dict[str, str]) -> str:
    """A name with its abbreviations written in full.

    >>> spelled_out("Khu CNC", {"CNC": "Công nghệ cao"})
    'Khu Công nghệ cao'
    """
    return " ".join(known.get(word, word) for word in name.split())
