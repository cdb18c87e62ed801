"""Who is who in a build, worked out again from its archive: `Dossiers(archive, store, base, judgements).person(side)`.

A side is a person or document as one article mentions it (kg.text.keys.alias), shown with what that article says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from kg import staging
from kg.archive import Archive
from kg.entities.identity import Cluster, Identified, Link, identify
from kg.entities.judged import STATUSES, Papers
from kg.entities.merge import groups, judged_blocks
from kg.entities.papers import Meant, Paper, settle
from kg.entities.profiles import Held, Profile
from kg.errors import InputError
from kg.graph.store import Store, Term
from kg.graph.vocabulary import BASE
from kg.lexicon import role_words
from kg.model import Issue, Judgement, Reading
from kg.text.fold import slug
from kg.text.keys import alias, post_key
from kg.update import extractor, recalled

_KEY = re.compile(r"\b(?:body|post|role)/\S+")
_PLAIN = ("judged ", "named together ", "short form ", "same post")
_NAME = "SELECT ?x ?label { ?x skos:prefLabel ?label }"
_POST = """SELECT ?x ?label { ?x org:role/skos:prefLabel ?role ; org:postIn/skos:prefLabel ?body
    BIND(CONCAT(?role, ", ", ?body) AS ?label) }"""
_QUOTES = 2
_LONG = 300


class Side(NamedTuple):
    """A person or document as one article has it."""

    alias: str
    name: str
    article: str
    date: str
    title: str
    says: tuple[str, ...]
    quotes: tuple[str, ...]


@contextmanager
def opened(out: Path, judgements: Collection[Judgement] | None = None) -> Iterator[Dossiers]:
    """The dossiers of a build folder.  Raises InputError when there is no build, or another program has read it."""
    store = staging.opened(out)
    if not (out / staging.ARCHIVE).is_file():
        raise InputError(f"{out} holds no {staging.ARCHIVE}: run `kg build INPUT --out {out}`")
    with Archive(out / staging.ARCHIVE) as archive:
        if archive.fact("extractor") != extractor():
            raise InputError(f"another version of kg has read the articles of {out}: run `kg build INPUT --out {out}`")
        yield Dossiers(archive, store, judgements)


class Dossiers:
    """The persons and documents of a build, as the judgements have them."""

    def __init__(self, archive: Archive, store: Store, judgements: Collection[Judgement] | None = None) -> None:
        """`judgements` None are those that the build has heeded."""
        self._archive = archive
        self._base = archive.fact("base") or BASE
        self.store = store
        self.judgements = archive.judgements() if judgements is None else judgements

    # ---- People

    @cached_property
    def groups(self) -> list[tuple[str, ...]]:
        """The blocks of names that belong together."""
        blocks = [b for b in self._archive.all_blocks() if b.startswith("person:")]
        return groups(blocks, self.judgements)

    def identified(self, group: tuple[str, ...]) -> Identified:
        """The persons of some blocks, and the doubts about them."""
        return identify((p for b in group for p in self._profiles(b)), self.judgements)

    def person(self, side: str) -> tuple[Cluster, tuple[Link, ...]] | None:
        """The person whom some article mentions so, and the doubts about them; None when there is none."""
        judgement = Judgement(side, side, "unsure")
        for group in groups(judged_blocks(judgement), self.judgements) if side.startswith("person/") else ():
            found = self.identified(group)
            for cluster in found.clusters:
                names = {alias(p.key, p.article) for p in cluster.members}
                if side in names:
                    return cluster, tuple(d for d in found.doubts if names & {d.left, d.right})
        return None

    def side(self, name: str, about: str = "") -> Side:
        """A person as one article has them; `about` is the reason of a merge, of which the quotes come first."""
        (profile,) = (p for b in _blocks(name) for p in self._profiles(b) if alias(p.key, p.article) == name)
        reading = self._reading(profile.article)
        stated = [s for s in reading.statements if s.slots.get("member") == profile.key]
        stated.sort(
            key=lambda s: s.slots.get("organization", "-") not in about or s.slots.get("role", "-") not in about
        )
        quotes = [span for s in stated for span in s.evidence]
        traits = (profile.sex, f"born {profile.birth}" if profile.birth else "", profile.rank, profile.byline)
        says = (*(t for t in traits if t), *(self.post(h) for h in profile.held))
        texts = [reading.document.text[slice(*span)] for span in dict.fromkeys(quotes)]
        return self._side(name, profile.name, reading, says, texts or _context(reading, profile.key))

    def post(self, held: Held) -> str:
        """A post in words: "Bí thư, Huyện ủy Cần Giờ, former"."""
        said = "" if held.status in ("", "current") else f", {held.status}"
        place = f" ({held.area})" if held.area and held.area.partition(",")[0] not in self.label(held.body) else ""
        return f"{held.role}, {self.label(held.body)}{place}{said}"

    def _profiles(self, block: str) -> list[Profile]:
        return [k for k in map(recalled, self._archive.block(block)) if isinstance(k, Profile)]

    # ---- Documents

    def papers(self, path: str) -> list[tuple[Paper, Meant]]:
        """The mentions that stand for a document, or one mention by its own name."""
        found = self._settled(path, self.judgements)
        return [(p, m) for p, m in found if path in (m.key, alias(p.key, p.article))]

    def paper_side(self, paper: Paper) -> Side:
        """A document as one article has it."""
        reading = self._reading(paper.article)
        label = next(e.label for e in reading.entities if e.key == paper.key)
        says = (
            f"dated {paper.day}" if paper.day else "without its date",
            f"issued by {self.label(paper.issuer)}" if paper.issuer else "without its issuer",
            *((f"term {paper.term}",) if paper.term else ()),
        )
        return self._side(alias(paper.key, paper.article), label, reading, says, _context(reading, paper.key))

    def _settled(self, path: str, judgements: Collection[Judgement]) -> Iterator[tuple[Paper, Meant]]:
        sides = {path, *(s for j in judgements for s in (j.left, j.right) if s.startswith("document/"))}
        for block in sorted({b for side in sides for b in self._archive.blocks_of(side)}):
            found = [k for k in map(recalled, self._archive.block(block)) if isinstance(k, Paper)]
            meant = settle(found, Papers(judgements))
            yield from ((p, meant[p.article, p.key]) for p in sorted(found))

    # ---- Words

    def label(self, path: str) -> str:
        """What the graph calls a thing; a post by its role and body, what is not in the graph by its path."""
        post = path.startswith("post/")
        found = self.store.select(_POST if post else _NAME, {"x": Term("iri", self.iri(path))}).dicts()
        return min((row["label"] for row in found), default=path)

    def words(self, text: str) -> str:
        """A text with labels in place of keys: "office in body/huyện-ủy-x" → "office in Huyện ủy X"."""
        return _KEY.sub(lambda m: self.label(m[0]), text)

    def sentence(self, reason: str) -> str:
        """Why two mentions are one: "Bí thư of body/huyện-ủy-x" → "in both articles Bí thư of Huyện ủy X"."""
        words = self.words(reason)
        if words.startswith(_PLAIN):
            return words
        return f"in both articles {words.replace('both in ', 'a post in ', 1)}"

    def has(self, path: str) -> bool:
        """Whether the graph has a thing."""
        return any(self.store.about(f"<{self.iri(path)}>"))

    def iri(self, path: str) -> str:
        """The IRI of a path in this build."""
        return f"{self._base}{path}"

    # ---- Judgements that speak of nothing

    def issues(self) -> list[Issue]:
        """One issue for every judgement that speaks of what is not in the build."""
        idle = ((j, unknown) for j in sorted(self.judgements) if (unknown := self.idle(j)))
        return [
            Issue(
                "judgements.csv",
                f"{j.left},{j.right},{j.verdict}: no article says anything of {unknown}",
                "correct the row or remove it, or add the article that it was made for",
            )
            for j, unknown in idle
        ]

    def idle(self, judgement: Judgement) -> str:
        """Which part of a judgement the build knows nothing of, or ""; what judgements took out it knows."""
        instead = judgement.instead
        sides = (judgement.left, judgement.right, instead if "/" in instead else "")
        if unknown := next((s for s in sides if s and not self._there(s, judgement.left)), ""):
            return unknown
        role = instead and "/" not in instead and instead not in STATUSES
        return instead if role and not self._role(instead) else ""

    def _role(self, role: str) -> bool:
        return self.has(f"role/{slug(role)}") or slug(role) in {slug(word.id) for word in role_words()}

    def _there(self, side: str, other: str) -> bool:
        if side.startswith("person/"):
            return any(alias(p.key, p.article) == side for b in _blocks(side) for p in self._profiles(b))
        if side.startswith("document/"):
            return any(
                side in (alias(p.key, p.article), m.key, *m.candidates)
                for judgements in ((), self.judgements)
                for p, m in self._settled(side, judgements)
            )
        return self.has(side) or (side.startswith("post/") and self._stated(other, side))

    def _stated(self, person: str, post: str) -> bool:
        """Whether an article says that a person of this name has a post which people judged to be nobody's."""
        return any(
            post_key(s.slots.get("role", ""), s.slots.get("organization", "")) == post
            for b in _blocks(person)
            for p in self._profiles(b)
            for s in self._reading(p.article).statements
            if s.slots.get("member") == p.key
        )

    def _reading(self, article: str) -> Reading:
        return self._archive.reading(self._digests[article])

    @cached_property
    def _digests(self) -> dict[str, str]:
        return self._archive.articles()

    def _side(self, name: str, label: str, reading: Reading, says: tuple[str, ...], quotes: list[str]) -> Side:
        d = reading.document
        quoted = tuple(_clipped(q) for q in quotes[:_QUOTES])
        return Side(name, label, d.id, d.date, d.title, tuple(dict.fromkeys(says)), quoted)


def _blocks(side: str) -> tuple[str, ...]:
    return judged_blocks(Judgement(side, side, "unsure"))[:1]


def _context(reading: Reading, key: str) -> list[str]:
    """The line in which an article first mentions something."""
    text = reading.document.text
    mentions = [span for e in reading.entities if e.key == key for span in e.mentions]
    if not mentions:
        return []
    start, end = min(mentions)
    return [text[text.rfind("\n", 0, start) + 1 : text.find("\n", end) if "\n" in text[end:] else len(text)]]


def _clipped(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else line[:_LONG].rsplit(" ", 1)[0] + " …"
