"""Who is who across articles: two articles' `Nguyễn Văn Nam` are one person only with agreeing evidence.

Two namesakes are one when both are said to hold a role in the same body; else they stay two.  Their keys end in a short
digest of what ties them together, so that they do not depend on the order of the articles.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.model import Entity, Reading, Statement


def merge(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with the keys of people made global."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for n, reading in enumerate(readings):
        for entity in reading.entities:
            if entity.kind == "Person":
                blocks[entity.key].append(n)
    renamed: list[dict[str, str]] = [{} for _ in readings]
    for key, members in blocks.items():
        for group in _clusters(key, members, readings):
            first = min(readings[n].document.id for n in group)
            final = f"{key}-{hashlib.sha256(first.encode()).hexdigest()[:6]}"
            for n in group:
                renamed[n][key] = final
    return [_rename(reading, keys) for reading, keys in zip(readings, renamed, strict=True)]


def _clusters(key: str, members: list[int], readings: Sequence[Reading]) -> list[list[int]]:
    """Groups of articles whose namesake is one person: connected by a body in which both hold or change a role."""
    by_body: dict[str, list[int]] = defaultdict(list)
    group = {n: n for n in members}

    def root(n: int) -> int:
        while group[n] != n:
            n = group[n]
        return n

    for n in members:
        for s in readings[n].statements:
            if s.slots.get("member") == key and "organization" in s.slots:
                by_body[s.slots["organization"]].append(n)
    for together in by_body.values():
        for n in together[1:]:
            a, b = sorted((root(together[0]), root(n)))
            group[b] = a
    found: dict[int, list[int]] = defaultdict(list)
    for n in members:
        found[root(n)].append(n)
    return list(found.values())


def _rename(reading: Reading, keys: Mapping[str, str]) -> Reading:
    def entity(e: Entity) -> Entity:
        return replace(e, key=keys[e.key]) if e.key in keys else e

    def statement(s: Statement) -> Statement:
        return replace(s, slots={k: keys.get(v, v) for k, v in s.slots.items()})

    return replace(
        reading,
        entities=tuple(entity(e) for e in reading.entities),
        statements=tuple(statement(s) for s in reading.statements),
    )
