"""Many articles' people and documents made one: `merge(readings)` gives every person the key of its cluster.

`names` is computed block by block, so that an added or removed article touches only the blocks of its own names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.entities.identity import Identified, identify
from kg.entities.judged import Papers, against, kept
from kg.entities.meetings import Meeting, gather, meetings
from kg.entities.papers import Paper, papers, settle
from kg.entities.profiles import Profile, block_of, people
from kg.model import Entity, Judgement, Reading, Statement
from kg.text.keys import alias, judgement_key

Known = Profile | Paper | Meeting
Mentioned = tuple[str, str]
"""A person or document of one article: (article id, key in its reading)."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a key of one article is called in the whole graph; `label` replaces a short form.

    `candidates` are what an undecided document may be; `refuted` what people judged to be wrong of this person or
    document: (the other side, what stands instead or "", the judgement's key).
    """

    key: str
    label: str = ""
    candidates: tuple[str, ...] = ()
    refuted: tuple[tuple[str, str, str], ...] = ()


def known(reading: Reading) -> list[Known]:
    """Everything of an article that other articles may also mean."""
    return [*people(reading), *papers(reading), *meetings(reading)]


def groups(blocks: Iterable[str], judgements: Iterable[Judgement]) -> list[tuple[str, ...]]:
    """The blocks that must be resolved together: those of names that a judgement says are one person's."""
    root = {block: block for block in blocks}

    def find(block: str) -> str:
        while root.setdefault(block, block) != block:
            block = root[block]
        return block

    for j in judgements:
        if j.verdict == "same" and (sides := judged_blocks(j)):
            first, *others = sorted({find(b) for b in sides})
            root.update(dict.fromkeys(others, first))
    found: dict[str, list[str]] = defaultdict(list)
    for block in list(root):
        found[find(block)].append(block)
    return sorted(tuple(sorted(group)) for group in found.values())


def judged_blocks(judgement: Judgement) -> tuple[str, ...]:
    """The blocks of the people that a judgement speaks of."""
    sides = (side for side in (judgement.left, judgement.right) if side.startswith("person/"))
    return tuple(block_of(side.partition("/")[2].rpartition("-")[0].replace("-", " ")) for side in sides)


def names(block: Sequence[Known], judgements: Collection[Judgement] = ()) -> dict[Mentioned, Name]:
    """The names of everything in a block (or several that belong together)."""
    persons = [p for p in block if isinstance(p, Profile)]
    given = _people(identify(persons, judgements), judgements)
    judged = Papers(judgements)
    for (article, key), meant in settle((p for p in block if isinstance(p, Paper)), judged).items():
        said = (j for j in against(judgements) if meant.key == judged.of(j.left) or j.left == alias(key, article))
        given[article, key] = Name(meant.key, "", meant.candidates, tuple(map(_refuted, said)))
    found = gather(m for m in block if isinstance(m, Meeting))
    return given | {mentioned: Name(key) for mentioned, key in found.items()}


def _people(found: Identified, judgements: Collection[Judgement]) -> dict[Mentioned, Name]:
    given = {}
    for cluster in found.clusters:
        aliases = {alias(p.key, p.article) for p in cluster.members} if judgements else set()
        refuted = tuple(_refuted(j) for j in against(judgements) if j.left in aliases)
        for p in cluster.members:
            label = cluster.label if len(p.name.split()) < len(cluster.label.split()) else ""
            given[p.article, p.key] = Name(cluster.key, label, (), refuted)
    return given


def _refuted(j: Judgement) -> tuple[str, str, str]:
    return j.right, j.instead, judgement_key(j)


def merge(readings: Sequence[Reading], judgements: Collection[Judgement] = ()) -> list[Reading]:
    """The readings with the keys of people and documents made global."""
    blocks: dict[str, list[Known]] = defaultdict(list)
    for reading in readings:
        for k in known(reading):
            blocks[k.block].append(k)
    given: dict[Mentioned, Name] = {}
    for group in groups(blocks, judgements):
        given |= names([k for block in group for k in blocks.get(block, ())], judgements)
    return [rename(reading, given) for reading in readings]


def rename(reading: Reading, given: Mapping[Mentioned, Name]) -> Reading:
    """A reading in terms of the whole graph: its keys replaced, refuted facts taken out or put right."""
    own = {e.key: name for e in reading.entities if (name := given.get((reading.document.id, e.key)))}
    keys = {key: name.key for key, name in own.items()}
    renamed = (replace(s, slots={k: keys.get(v, v) for k, v in s.slots.items()}) for s in reading.statements)
    refuted = {(name.key, other): (instead, by) for name in own.values() for other, instead, by in name.refuted}
    statements = [right for s in renamed if (right := kept(s, refuted))] if refuted else list(renamed)
    for e in reading.entities:
        for candidate in own[e.key].candidates if e.key in own else ():
            slots = {"subject": keys[e.key], "object": candidate}
            statements.append(Statement("candidate", slots, e.mentions, "several-documents", 0.5))
    return replace(reading, entities=tuple(_entity(e, own) for e in reading.entities), statements=tuple(statements))


def _entity(e: Entity, own: Mapping[str, Name]) -> Entity:
    name = own.get(e.key)
    if name is None:
        return e
    if not name.label:
        return replace(e, key=name.key)
    return replace(e, key=name.key, label=name.label, labels=tuple(dict.fromkeys((e.label, *e.labels))))
