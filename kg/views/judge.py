"""Doubtful pairs side by side, strongest first, and what is said of them, saved at once: `walk(session, lines)`.

An answer is a word or its letter, with the reason behind it: `d ông này sinh năm 1941`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from kg.documents.jsonl import is_date
from kg.dossier import Dossiers
from kg.entities.identity import Cluster, Identified, Link
from kg.errors import InputError
from kg.judgements import VERDICTS, append, judge, load
from kg.model import Judgement
from kg.text.keys import alias
from kg.views.console import one_line
from kg.views.identity import described

_WORDS = {"s": "same", "d": "different", "u": "unsure", "k": "skip", "q": "quit"}
_PROMPT = "same, different, unsure, skip or quit (s d u k q), with your reason behind it: "
_SHOWN = 4  # articles of each side


class Session:
    """Who judges, on which day, and the file that keeps every judgement at once."""

    def __init__(self, dossiers: Dossiers, file: Path, who: str, date: str) -> None:
        """Raises InputError when the date is none."""
        if not is_date(date):
            raise InputError(f"the date {date!r} is no date: give YYYY-MM-DD")
        self.dossiers = dossiers
        self.who = who
        self.date = date
        self._file = file
        self._added = 0

    def add(self, judgement: Judgement) -> None:
        """Save a judgement.  Raises InputError when the build knows nothing of what it judges."""
        if unknown := self.dossiers.idle(judgement):
            raise InputError(f"this build knows nothing of {unknown}: copy an IRI that `kg explain --entity` shows")
        append(self._file, judgement)
        self.dossiers.judgements = load(self._file)
        self._added += 1

    def answered(self) -> set[frozenset[str]]:
        """The pairs of which something has been said."""
        return {frozenset((j.left, j.right)) for j in self.dossiers.judgements}

    def told(self) -> str:
        """What was saved where."""
        return f"{self._added} saved in {self._file}; {len(self.dossiers.judgements)} judgements hold\n"


class _Doubts:
    """The pairs to be asked about, group by group; an answer changes only its own group."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._found = {g: session.dossiers.identified(g) for g in session.dossiers.groups}
        self._skipped: set[frozenset[str]] = set()

    def open(self) -> list[tuple[float, Link, tuple[str, ...]]]:
        """The pairs to be asked about, strongest first, each with its group."""
        said = self._skipped | self._session.answered()
        return sorted(
            (-link.score, link, group)
            for group, found in self._found.items()
            for link in found.doubts
            if frozenset((link.left, link.right)) not in said
        )

    def identified(self, group: tuple[str, ...]) -> Identified:
        """How the names of a group are told apart so far."""
        return self._found[group]

    def answer(self, link: Link, group: tuple[str, ...], verdict: str, why: str) -> None:
        """Save an answer and tell the names of its group apart once more; what is skipped is not asked again now."""
        if verdict not in VERDICTS:
            self._skipped.add(frozenset((link.left, link.right)))
            return
        self._session.add(judge(link.left, link.right, verdict, self._session.who, why, self._session.date))
        self._found[group] = self._session.dossiers.identified(group)


def walk(session: Session, lines: Iterator[str]) -> None:
    """Ask about every doubtful pair until the answers end; each is saved at once."""
    doubts = _Doubts(session)
    while pairs := doubts.open():
        _, link, group = pairs[0]
        _show(session.dossiers, link, doubts.identified(group), len(pairs))
        verdict, why = _answer(lines)
        if verdict == "quit":
            return
        doubts.answer(link, group, verdict, why)
    sys.stdout.write("no pair is left to judge\n")


def _answer(lines: Iterator[str]) -> tuple[str, str]:
    """The next answer that is one, and its reason; the end of input quits."""
    while True:
        sys.stdout.write(_PROMPT)
        sys.stdout.flush()
        line = next(lines, None)
        if line is None:
            sys.stdout.write("\n")
            return "quit", ""
        word, _, why = line.strip().partition(" ")
        said = _WORDS.get(word.lower(), word.lower())
        if said in _WORDS.values():
            return said, why.strip()


def _show(dossiers: Dossiers, link: Link, found: Identified, left: int) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False)
    # Both names are those of one block, so both have a cluster.
    sides = [_cluster(found, name) for name in (link.left, link.right)]
    table = Table(show_lines=False, expand=True, padding=(0, 1), header_style="bold")
    for cluster in sides:
        table.add_column(Text(one_line(cluster.label)), ratio=1)
    table.add_row(*(Text(_told(dossiers, c, n)) for c, n in zip(sides, (link.left, link.right), strict=True)))
    title = f"{left} to judge; score {link.score:.2f}: {dossiers.sentence(link.reason)}"
    console.print()
    console.print(Text(one_line(title), style="bold"))
    console.print(Text(one_line(f"not one so far: {dossiers.words(link.refused)}")))
    console.print(table)


def _told(dossiers: Dossiers, cluster: Cluster, first: str) -> str:
    names = sorted((alias(p.key, p.article) for p in cluster.members), key=lambda name: name != first)
    lines = [one_line(line) for name in names[:_SHOWN] for line in described(dossiers.side(name), "")]
    more = [f"… and {len(names) - _SHOWN} more articles"] if len(names) > _SHOWN else []
    return "\n".join([*lines, *more])


def _cluster(found: Identified, name: str) -> Cluster:
    return next(c for c in found.clusters if any(alias(p.key, p.article) == name for p in c.members))
