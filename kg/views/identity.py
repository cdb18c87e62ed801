"""Who is who in words, as `kg explain --entity` prints it: every merge with its score, its reason and both articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TextIO, TypeVar

from kg.dossier import Dossiers, Side
from kg.entities.identity import Cluster, Link
from kg.entities.judged import Papers
from kg.entities.papers import Meant, Paper
from kg.errors import QueryError
from kg.graph.names import named
from kg.graph.store import Store
from kg.judgements import path_of
from kg.model import Judgement
from kg.text.keys import alias
from kg.views.console import one_line

T = TypeVar("T")
_YEAR = re.compile(r"/(?:19|20)\d\d/")
_ERA = re.compile(r"-(?:khóa-[ivxlc]+|\d{4})$")  # the numbering at the end of a key


def explain(dossiers: Dossiers, text: str, stream: TextIO) -> None:
    """Print why the articles' mentions of a person or document are one.

    `text` is an IRI of the graph, or of one article's mention, or a name that only one has.  Raises QueryError when it
    means nobody, several, or something else.
    """
    lines = _lines(dossiers, _path(dossiers.store, text), text)
    stream.writelines(f"{one_line(line)}\n" for line in lines)


def _lines(dossiers: Dossiers, path: str, text: str) -> Iterator[str]:
    if found := dossiers.person(path):
        return _person(dossiers, *found)
    if path.startswith("document/") and (mentions := dossiers.papers(path)):
        return _document(dossiers, mentions)
    raise QueryError(f"{text!r} is neither a person nor a document of this build")


def _path(store: Store, text: str) -> str:
    """The path of what a text means: an IRI may be that of a mention, which the graph has under another one."""
    path = path_of(text)
    if path.startswith(("person/", "document/")):
        return path
    found: set[str] = set()
    unknown = None
    for kind in ("person", "document"):
        try:
            found |= {node.value for node in named(store, kind, text)}
        except QueryError as error:
            unknown = unknown or error
    if not found and unknown:
        raise unknown
    if len(found) > 1:
        raise QueryError(f"{len(found)} are called {text!r}, give the IRI of one: {' '.join(sorted(found))}")
    return path_of(found.pop())


# ---- People


def _person(dossiers: Dossiers, cluster: Cluster, doubts: Sequence[Link]) -> Iterator[str]:
    yield f"{cluster.label}  {dossiers.iri(cluster.key)}"
    sides = [dossiers.side(alias(p.key, p.article)) for p in cluster.members]
    yield from _several("article", sides, lambda s: described(s, "  "))
    yield "merges" if cluster.links else "merges: none, for only one mention is this person"
    for link in cluster.links:
        yield from linked(dossiers, link, "  ")
    if cluster.links:
        yield "  to undo one: kg judge LEFT RIGHT different"
    refused = [d for d in doubts if not d.refused.startswith("too little")]
    weak = [d for d in doubts if d.refused.startswith("too little")]
    for title, links in (("kept apart", refused), ("perhaps the same", weak)):
        if links:
            yield title
        for link in links:
            yield from linked(dossiers, link, "  ")
    yield from _judged(dossiers, {s.alias for s in sides})


def linked(dossiers: Dossiers, link: Link, indent: str) -> Iterator[str]:
    """A merge, or a doubt, with both sides."""
    why = f"; but {dossiers.words(link.refused)}" if link.refused else ""
    yield f"{indent}score {link.score:.2f}: {dossiers.sentence(link.reason)}{why}"
    for name in (link.left, link.right):
        side = dossiers.side(name, link.reason)
        yield f"{indent}  {dated(side)}  {side.alias}"
        yield from (f"{indent}    “{quote}”" for quote in side.quotes[:1])


def described(side: Side, indent: str) -> Iterator[str]:
    """One article's mention: who, when, what it says, its quotes."""
    yield f"{indent}{dated(side)}  {side.alias}"
    if side.says:
        yield f"{indent}  {side.name}: {'; '.join(side.says)}"
    yield from (f"{indent}  “{quote}”" for quote in side.quotes)


def dated(side: Side) -> str:
    """The article of a mention: date, id and title."""
    return "  ".join(part for part in (side.date or "undated", side.article, side.title) if part)


def _several(what: str, things: Sequence[T], show: Callable[[T], Iterator[str]]) -> Iterator[str]:
    yield f"1 {what}" if len(things) == 1 else f"{len(things)} {what}s"
    for thing in things:
        yield from show(thing)


# ---- Documents


def _document(dossiers: Dossiers, mentions: Sequence[tuple[Paper, Meant]]) -> Iterator[str]:
    key = mentions[0][1].key
    yield f"{dossiers.label(key)}  {dossiers.iri(key)}"
    candidates = sorted({c for _, meant in mentions for c in meant.candidates})
    if candidates:
        yield "which document is meant stays open; it may be"
        yield from (f"  {dossiers.label(c)}  {dossiers.iri(c)}" for c in candidates)
        yield "  to settle it: kg judge MENTION DOCUMENT same"
    judged = Papers(dossiers.judgements)
    yield from _several(
        "article", mentions, lambda m: _mention(dossiers.paper_side(m[0]), _because(m[0], m[1], judged), "  ")
    )
    yield from _judged(dossiers, {key, *(alias(p.key, p.article) for p, _ in mentions)})


def _mention(side: Side, why: str, indent: str) -> Iterator[str]:
    yield from described(side, indent)
    yield f"{indent}  {why}"


def _because(paper: Paper, meant: Meant, judged: Papers) -> str:
    """Why a mention stands for its document."""
    if judged.knows(alias(paper.key, paper.article)) or judged.knows(meant.key):
        return "judged to be this document"
    if meant.candidates:
        return "its words fit several documents of this number"
    if paper.day:
        return "known by its date"
    if _YEAR.search(paper.symbol):
        return "known by the year in its symbol"
    if paper.term:
        return "known by its term"
    if _ERA.search(meant.key):
        return "without date: the only document issued before this article that its number and issuer fit"
    return "no article dates it: known by its symbol, or name, and issuer only"


# ---- Judgements


def _judged(dossiers: Dossiers, names: set[str]) -> Iterator[str]:
    said = sorted(j for j in dossiers.judgements if names & {j.left, j.right})
    if said:
        yield "judgements"
    yield from (f"  {_judgement(dossiers, j)}" for j in said)


def _judgement(dossiers: Dossiers, j: Judgement) -> str:
    who = " ".join(part for part in (j.who or "somebody", f"on {j.date}" if j.date else "") if part)
    instead = f", instead: {dossiers.label(j.instead)}" if j.instead else ""
    why = f", for: {j.why}" if j.why else ""
    return f"{j.verdict} by {who}: {_named(dossiers, j.left)} and {_named(dossiers, j.right)}{instead}{why}"


def _named(dossiers: Dossiers, side: str) -> str:
    label = dossiers.label(side)
    return side if label == side else f"{label} ({side})"
