r"""An NFC view of a text that knows the way back: `view("Hoa\u0300")` → `Hoà`, whose last letter came from [2, 4).

The source is never altered.  Quotes point into the source, so each character of the view keeps where its piece began
and ended there; going back is a lookup, not a search.
"""

import re
import unicodedata
from dataclasses import dataclass

# A letter with the marks that combine with it; Vietnamese needs no more than that to compose.
_CLUSTER = re.compile(r".[\u0300-\u036f]*", re.DOTALL)
# Letters that scanners and old fonts put for Đ.
_LOOKALIKE = {0xD0: "Đ", 0xF0: "đ"}


@dataclass(frozen=True, slots=True)
class View:
    """NFC `text`; `starts[i]`, `ends[i]` are the source offsets of its character i (empty: same as in the source)."""

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def start(self, index: int) -> int:
        """Source offset (code points) at which character `index` of the view begins."""
        return self.starts[index] if self.starts else index

    def end(self, index: int) -> int:
        """Source offset (code points) after character `index - 1` of the view."""
        return self.ends[index - 1] if self.ends and index else index


def view(source: str) -> View:
    r"""The NFC view of `source`.

    >>> v = view("Hoa\u0300 Bi\u0300nh")
    >>> v.text, v.start(2), v.end(3)
    ('Hoà Bình', 2, 4)
    """
    source = source.translate(_LOOKALIKE)
    if unicodedata.is_normalized("NFC", source):
        return View(source)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(source):
        piece = unicodedata.normalize("NFC", match[0])
        pieces.append(piece)
        starts.extend([match.start()] * len(piece))
        ends.extend([match.end()] * len(piece))
    return View("".join(pieces), tuple(starts), tuple(ends))
