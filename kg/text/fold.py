"""Lookup keys: `fold("Uỷ ban")` → `uỷ ban` in one spelling; `plain("Bình Tân")` → `binh tan`; `slug("Quận 1")`.

Vietnamese writes the tone mark of oa, oe, uy on either vowel (hoà = hòa, uỷ = ủy) and, in many words, i or y (kĩ = kỹ).
Keys have one of the forms; the text itself is never changed.
"""

import re
import unicodedata
from functools import lru_cache

_OLD = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_NEW = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_TONE = dict(zip(_OLD, _NEW, strict=True))
# The tone moves only where the two vowels end the syllable (hoà, thuỷ), never in hoàn or thuyền, nor in quý, quỳ.
_SYLLABLE_END = re.compile(rf"(?<!q)({'|'.join(_OLD)})(?!\w)")
_ANY_SYLLABLE_END = re.compile(rf"(?<![qQ])({'|'.join(_OLD)})(?!\w)", re.IGNORECASE)
# i and y stand for each other as the only vowel after h k l m s t qu (kĩ/kỹ, lí/lý, mĩ/mỹ, quí/quý).
_I_FORMS = str.maketrans("iìíỉĩị", "yỳýỷỹỵ")
_I_SYLLABLE = re.compile(r"\b([hklmst])([ìíỉĩị])(?!\w)|\b(qu)([iìíỉĩị])(?!\w)")


@lru_cache(maxsize=1 << 17)
def fold(text: str) -> str:
    """Lower-case NFC with one tone placement and y for a lone i: equal for all spellings of one word.

    >>> fold("Uỷ") == fold("ỦY"), fold("hoà") == fold("Hòa"), fold("Kĩ") == fold("kỹ")
    (True, True, True)
    >>> fold("quý"), fold("Quí"), fold("hoàn"), fold("thuỷ")
    ('quý', 'quý', 'hoàn', 'thủy')
    """
    text = unicodedata.normalize("NFC", text).lower().replace("–", "-").replace("—", "-").replace("’", "'")
    text = _SYLLABLE_END.sub(lambda m: _TONE[m[1]], text)
    return _I_SYLLABLE.sub(lambda m: (m[1] or m[3]) + (m[2] or m[4]).translate(_I_FORMS), text)


@lru_cache(maxsize=1 << 16)
def modern(text: str) -> str:
    """The text with the tone marks of canonical names (hòa, ủy), letters otherwise as they are.

    >>> modern("Uỷ ban Hoà Bình"), modern("HOÀ BÌNH"), modern("Quý")
    ('Ủy ban Hòa Bình', 'HÒA BÌNH', 'Quý')
    """

    def moved(m: re.Match[str]) -> str:
        new = _TONE[m[1].lower()]
        return "".join(n.upper() if o.isupper() else n for n, o in zip(new, m[1], strict=True))

    return _ANY_SYLLABLE_END.sub(moved, unicodedata.normalize("NFC", text))


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Lower case without diacritics, đ as d: what a reader types into a search box.

    >>> plain("Quận ủy Bình Tân"), plain("Đảng bộ")
    ('quan uy binh tan', 'dang bo')
    """
    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in text if not unicodedata.combining(c))


def slug(text: str) -> str:
    """A path segment for IRIs: folded, words joined by `-`; it keeps the marks that tell Hùng from Hưng.

    >>> slug("Chỉ thị số 35-CT/TW"), slug("…")
    ('chỉ-thị-số-35-ct-tw', 'x')
    """
    return re.sub(r"[\W_]+", "-", fold(text)).strip("-") or "x"
