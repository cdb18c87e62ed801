"""What the page shows: `Scene(nodes=(Node("…/person/le-van-a", …), …), facts=(Fact(0, 7, "Tenure", …), …), …)`.

A tenure or a change is no node but a fact between a person and a body, as one thinks of it: "A — Bí thư → Quận ủy B".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """Where quotes come from; dates are ISO, as in the graph."""

    iri: str
    title: str
    date: str
    publisher: str
    url: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Verbatim words: code points [start, end) of the article with this index."""

    article: int
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One line beneath a name or a fact: a key of `DETAILS`, its text, and the node it names (-1: none)."""

    key: str
    text: str
    node: int = -1


@dataclass(frozen=True, slots=True)
class Node:
    """A person, body, document, locality or event; `note` tells it from its namesakes."""

    iri: str
    type: str
    kind: str
    label: str
    aliases: tuple[str, ...]
    note: str
    details: tuple[Detail, ...]
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something stated of node `source`, mostly about node `target` (-1: about itself only), with its quotes.

    `relation` is a key of `RELATIONS`, `kind` the class of a change, `role` the role's name; `status` is "" where none
    is stated.
    """

    source: int
    target: int
    relation: str
    kind: str
    role: str
    status: str
    rule: str
    confidence: float
    details: tuple[Detail, ...]
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the page knows.  Nodes, quotes and articles are named by their index."""

    nodes: tuple[Node, ...]
    facts: tuple[Fact, ...]
    quotes: tuple[Quote, ...]
    articles: tuple[Article, ...]

    def edges(self) -> list[tuple[int, int]]:
        """Return the ordered pairs of nodes that some fact joins: one arrow each, however many facts it carries."""
        return sorted({(f.source, f.target) for f in self.facts if f.target >= 0 and f.source != f.target})

    def degrees(self) -> list[int]:
        """Count how many arrows touch each node."""
        count = [0] * len(self.nodes)
        for source, target in self.edges():
            count[source] += 1
            count[target] += 1
        return count
