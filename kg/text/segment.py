"""Text → sentences of tokens: `Ảnh: A. Ông B` → two sentences; a sentence that a caption cuts in half is one again.

Newspapers end paragraphs at line breaks; captions and page furniture stand in lines of their own, sometimes in
the middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Sentence
from kg.text.fold import fold
from kg.text.normalize import View, view

_TOKEN = re.compile(r"T\.[ƯW]\b|\d+(?:[./,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|\.{2,}|[^\w\s\u200b-\u200d\ufeff\u00ad]|_")
# Trung ương, written short; in small letters tư is another word.
_CENTRAL = frozenset(("T.Ư", "TƯ", "T.W"))
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_LETTER = re.compile(r"[^\W\d_]")
# Hotlines, file names of icons, bare numbers: no sentence is made of these.
_PHONE = re.compile(r"(?<!\d)(?!\d\d[.-]\d\d[.-](?:19|20)\d\d)(?:\+?84|0)\d[\d. -]{6,}\d")
_FURNITURE_WORD = re.compile(
    r"^\s*[a-z0-9]+(?:-[a-z0-9]+){1,}\s*$|^\s*(?:Điện thoại|Đường dây nóng|Email|Hotline)\b", re.IGNORECASE
)
_CAPTION = re.compile(r"(?:^|[\s(.\-–])Ảnh\s*[:(]|\bẢnh (?:tư liệu|minh họa|minh hoạ)\b")
_BYLINE_NOTE = re.compile(r"\((?:thực hiện|tổng hợp|ghi|lược ghi|theo [^)]*)\)\s*$", re.IGNORECASE)
_CITY = re.compile(r"\bTP\s*\.\s*\Z")  # a line break in the name of TP. HCM
_BULLETS = "-–—•*❖+>\"“”'‘’ \t"
_TITLES = frozenset(("ông", "bà", "anh", "chị", "đồng"))
_TERMINAL = frozenset((".", "!", "?", "…", "...", ".."))
_CLOSING = frozenset("\"”’')]")
# A full stop after these does not end a sentence: TP. HCM, Th.S, PGS.TS, Q. Bình Tân, P. 12.
_ABBREVIATIONS = frozenset(
    ("tp", "t.p", "q", "p", "h", "tx", "tt", "th", "ths", "ts", "gs", "pgs", "bs", "ks", "cn", "ls", "kts", "nxb",
     "st", "vs")
)  # fmt: skip


def paragraph_role(line: str) -> str:
    """What a line is: "furniture", "caption", "byline", "heading" or "body".

    >>> lines = ("Điện thoại: 028.38225933", "Lễ trao giải. Ảnh: A.B", "Lê An", "ĐẠI HỘI ĐẢNG BỘ, BẦU CỬ", "Ông nói.")
    >>> [paragraph_role(line) for line in lines]
    ['furniture', 'caption', 'byline', 'heading', 'body']
    """
    letters = _LETTER.findall(line)
    if len(letters) < 2 or _FURNITURE_WORD.search(line) or (_PHONE.search(line) and len(letters) < 40):
        return "furniture"
    if len(line) < 400 and _CAPTION.search(line):
        return "caption"
    if len(line) < 60 and is_byline(line):
        return "byline"
    return "heading" if all(c.isupper() for c in letters) and len(letters) > 5 else "body"


def is_byline(line: str) -> bool:
    """Whether a line holds nothing but one or a few personal names of two to four words.

    >>> is_byline("Văn Khôi - Hà Quyên"), is_byline("❖ AN BÌNH (THỰC HIỆN)"), is_byline("Sở Tư pháp Hậu Giang.")
    (True, True, False)
    """
    bare = _BYLINE_NOTE.sub("", line).strip(_BULLETS)
    names = re.split(r"\s+[-–,&]\s+" if bare.isupper() else r"\s+[-–,&]\s+|, ", bare)  # upper-case headings have commas
    return 0 < len(names) <= 4 and all(_is_name(n.split()) for n in names)


def _is_name(words: list[str]) -> bool:
    return (
        2 <= len(words) <= 4 and words[0].lower() not in _TITLES and all(w.isalpha() and w[0].isupper() for w in words)
    )


def sentences(source: str) -> list[Sentence]:
    """All sentences of a text, in order; offsets are code points of `source`, whatever its normal form."""
    nfc = view(source)
    made: list[Sentence] = []
    paragraphs = list(_paragraphs(nfc))
    for number, (role, pieces) in enumerate(paragraphs):
        for run in _split([m for piece in pieces for m in _TOKEN.finditer(nfc.text, *piece)]):
            texts = tuple(m[0] for m in run)
            made.append(
                Sentence(
                    texts,
                    tuple("tw" if t in _CENTRAL else fold(t) for t in texts),
                    tuple(nfc.start(m.start()) for m in run),
                    tuple(nfc.end(m.end()) for m in run),
                    role,
                    number,
                    len(made),
                )
            )
    return made


def _paragraphs(nfc: View) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """(role, pieces of the NFC text); a body line that stops in mid-sentence goes on after the captions behind it."""
    lines = [(m.start(), m.end(), paragraph_role(m[0])) for m in _LINE.finditer(nfc.text) if m[0].strip()]
    lines = [line for line in lines if line[2] != "furniture"]
    taken: set[int] = set()
    for i, (start, end, role) in enumerate(lines):
        if i in taken:
            continue
        pieces = [(start, end)]
        last = i
        while role == "body" and (following := _continuation(nfc.text, lines, last)) is not None:
            taken.add(following)
            pieces.append(lines[following][:2])
            last = following
        yield role, pieces


def _continuation(text: str, lines: list[tuple[int, int, str]], i: int) -> int | None:
    """The line that goes on with the unfinished sentence of line i: the next body line, if it begins in lower case."""
    start, end, _ = lines[i]
    if i + 1 < len(lines) and _CITY.search(text[start:end]) and text.startswith("HCM", lines[i + 1][0]):
        return i + 1
    if text[start:end].rstrip()[-1:] in '.!?:;…"”)’':
        return None
    for j in range(i + 1, min(i + 4, len(lines))):
        if lines[j][2] in ("caption", "byline"):
            continue
        first = text[lines[j][0] : lines[j][1]].lstrip()[:1]
        return j if lines[j][2] == "body" and first.islower() else None
    return None


def _split(tokens: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Cut a paragraph's tokens after . ! ? … where the next token begins a sentence."""
    run: list[re.Match[str]] = []
    for i, token in enumerate(tokens):
        run.append(token)
        if (token[0] in _TERMINAL and _ends(tokens, i)) or (
            token[0] in _CLOSING and len(run) > 1 and tokens[i - 1][0] in _TERMINAL and _starts(tokens, i + 1)
        ):
            yield run
            run = []
    if run:
        yield run


def _ends(tokens: list[re.Match[str]], i: int) -> bool:
    if i + 1 < len(tokens) and tokens[i + 1][0] in _CLOSING:
        return False
    if tokens[i][0] == "." and i:
        before = tokens[i - 1]
        tight = before.end() == tokens[i].start()
        if tight and (fold(before[0]) in _ABBREVIATIONS or (len(before[0]) == 1 and before[0].isupper())):
            return False
        # No space behind the stop: an abbreviation, a file name or an address, unless two sentences ran together.
        if i + 1 < len(tokens) and tokens[i + 1].start() == tokens[i].end() and not before[0].islower():
            return False
    return _starts(tokens, i + 1)


def _starts(tokens: list[re.Match[str]], i: int) -> bool:
    return i >= len(tokens) or not tokens[i][0][0].islower()
