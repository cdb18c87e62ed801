"""Readings as JSON and back: `unpacked(packed(reading)) == reading`; nothing in it can run when it is read.

>>> unpacked(packed(Reading(Document("a", "Cần Giờ")))).document.text
'Cần Giờ'
"""

from __future__ import annotations

import json
import zlib
from typing import Any

from kg.model import Document, Dropped, Entity, Issue, Judgement, Reading, Span, Statement

_DOCUMENT = ("id", "text", "title", "date", "url", "publisher", "origin", "sha256")


def packed(reading: Reading) -> bytes:
    """A reading as compressed JSON; the same reading gives the same bytes."""
    row = (
        [getattr(reading.document, name) for name in _DOCUMENT],
        [(e.key, e.kind, e.label, e.labels, dict(e.slots), e.mentions) for e in reading.entities],
        [(s.kind, dict(s.slots), s.evidence, s.rule, s.confidence) for s in reading.statements],
        [(d.text, d.rule, d.why) for d in reading.dropped],
    )
    return zlib.compress(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpacked(body: bytes) -> Reading:
    """The reading that `packed` wrote."""
    document, entities, statements, dropped = json.loads(zlib.decompress(body))
    return Reading(
        Document(*document),
        tuple(
            Entity(key, kind, label, tuple(labels), slots, _spans(mentions))
            for key, kind, label, labels, slots, mentions in entities
        ),
        tuple(Statement(kind, slots, _spans(quotes), *rest) for kind, slots, quotes, *rest in statements),
        tuple(Dropped(*d) for d in dropped),
    )


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)


def row(value: Issue | Judgement | tuple[Any, ...]) -> str:
    """A small record as one line of JSON."""
    fields = tuple(getattr(value, name) for name in value.__slots__) if not isinstance(value, tuple) else value
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
