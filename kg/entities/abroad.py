"""What an article about another country says of it is not said of Vietnam's bodies: `abroad("… Trung Quốc …")`.

Newspapers report China's Bộ Chính trị, Tỉnh ủy Hà Nam (河南) and Tổng Bí thư in the words they use for our own.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kg.lexicon import words
from kg.reference.gazetteer import places
from kg.text.fold import modern

_OWN = (
    "Việt Nam",
    "VN",
    "nước ta",
    "TP. HCM",
    "TP HCM",
    "TP.HCM",
    "UBND",
    "HĐND",
    "Ủy ban nhân dân",
    "Hội đồng nhân dân",
)
_OFTEN = 5  # how often another country is named, at least
_TIMES = 4  # as often as ours


@cache
def _countries() -> re.Pattern[str]:
    """Names of countries that are no Vietnamese words or names of places here (Mỹ, Đức, Lào are)."""
    names = [name for name in words("countries") if " " in name]
    return re.compile("|".join(sorted((re.escape(name.title()) for name in names), key=len, reverse=True)))


@cache
def _home() -> re.Pattern[str]:
    """What only an article about our own country names often: the country, its provinces, their committees."""
    provinces = sorted({place.name for place in places().values() if place.level == "province"})
    return re.compile(r"\b(?:" + "|".join(map(re.escape, (*_OWN, *provinces))) + r")\b")


def abroad(text: str) -> bool:
    """Whether an article is about another country, and ours hardly occurs in it.

    >>> abroad("Đại hội đảng Trung Quốc. Bắc Kinh, Trung Quốc. Chủ tịch Trung Quốc nói Trung Quốc phải cải cách.")
    True
    >>> abroad("Thủ tướng Việt Nam tiếp Đại sứ Trung Quốc. Trung Quốc, Việt Nam và Trung Quốc hợp tác.")
    False
    """
    text = modern(unicodedata.normalize("NFC", text))
    foreign = len(_countries().findall(text))
    return foreign >= _OFTEN and foreign >= _TIMES * len(_home().findall(text))
