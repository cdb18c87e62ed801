"""Whether a word can be a Vietnamese syllable: `Thăng` can, `Vinachem` cannot."""

import re

from kg.text.fold import plain

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?(?:uye|uya|uyu|uoi|ieu|yeu|oai|oay|oeo|uay|uou|ươu|[aeiouy]{1,2})(?:ch|nh|ng|[cmnpt])?\Z"
)


def is_syllable(word: str) -> bool:
    """Whether the letters have the shape of one Vietnamese syllable.

    >>> is_syllable("Thăng"), is_syllable("Nguyễn"), is_syllable("Vinachem"), is_syllable("EVN")
    (True, True, False, False)
    """
    return bool(_SYLLABLE.match(plain(word)))
