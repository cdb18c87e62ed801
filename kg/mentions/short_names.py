"""Short names that bodies are given behind their full ones: `Tập đoàn Hóa chất Việt Nam (Vinachem)`."""

from __future__ import annotations

from kg.grammar import Scan
from kg.text.syllable import is_syllable

_LEGAL = frozenset(("tnhh", "mtv", "một", "thành", "viên", "-", "–", "ctcp", "jsc"))


def read_short(scan: Scan, j: int) -> tuple[str, int]:
    """The short name in brackets behind a full one: Tập đoàn Hóa chất Việt Nam (Vinachem)."""
    legal = j
    while scan.key(legal) in _LEGAL:
        legal += 1
    if scan.key(legal) == "(":  # Tổng công ty Nông nghiệp Sài Gòn TNHH MTV (Sagri)
        j = legal
    if scan.key(j) == "(" and (ticker := _ticker(scan, j + 1)):
        return scan.texts[ticker], ticker + 2
    if scan.key(j) == "(" and scan.key(j + 2) == ")" and scan.capital(j + 1) and not is_syllable(scan.texts[j + 1]):
        return scan.texts[j + 1], j + 3
    ends = scan.key(j + 2) in (")", "") or (scan.key(j) == "-" and scan.key(j + 2) == ",")
    if scan.key(j) == "-" and ends and scan.capital(j + 1) and not is_syllable(scan.texts[j + 1]):
        return scan.texts[j + 1], j + 2  # Tổng công ty Nông nghiệp Sài Gòn - Sagri
    return "", j


def _ticker(scan: Scan, j: int) -> int:
    """Where the letters stand that a firm has at the stock exchange: (HoSE: RDP), (mã chứng khoán: QCG); 0 if none."""
    words = 1 if scan.key(j) in ("hose", "hsx", "hnx", "upcom") else 0
    if scan.key(j) == "mã":
        words = 2 if scan.key(j + 1) == "ck" else 3 if (scan.key(j + 1), scan.key(j + 2)) == ("chứng", "khoán") else 1
    k = scan.skip(j + words, ":") if words else j
    letters = words and k < scan.size and len(scan.texts[k]) == 3 and scan.texts[k].isupper()
    return k if letters and scan.key(k + 1) == ")" else 0
