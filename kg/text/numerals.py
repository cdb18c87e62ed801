"""Numbers as Vietnamese texts write them: `ordinal("xii")` → 12; `count("ba")` → 3; `roman(12)` → XII."""

from typing import Final

_NUMERALS: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50}
_COUNTS: Final = {
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_ORDINALS: Final = {**_COUNTS, "nhất": 1, "tư": 4}


def count(word: str) -> int:
    """How many a number or its word says, from 1 to 99; 0 when it says nothing, or a year.

    >>> count("9"), count("ba"), count("2016"), count("các")
    (9, 3, 0, 0)
    """
    return int(word) if word.isdigit() and len(word) < 3 else _COUNTS.get(word, 0)


def ordinal(word: str) -> int:
    """An ordinal as a number: Roman, Arabic or a word; 0 when it is none.

    >>> ordinal("xii"), ordinal("12"), ordinal("nhất"), ordinal("an")
    (12, 12, 1, 0)
    """
    if word.isdigit():
        return int(word)
    if word in _ORDINALS:
        return _ORDINALS[word]
    if not word or word.strip("ivxl"):
        return 0
    values = [_VALUES[c] for c in word]
    return sum(-v if v < max(values[k:]) else v for k, v in enumerate(values))


def roman(number: int) -> str:
    """A number in Roman numerals.

    >>> roman(14), roman(9)
    ('XIV', 'IX')
    """
    out = ""
    for value, sign in _NUMERALS:
        out += sign * (number // value)
        number %= value
    return out
