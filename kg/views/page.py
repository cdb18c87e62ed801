"""The interactive graph page: `render(Store.open("out/store"))` → one HTML file that needs no network and no server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple
from os.path import commonprefix
from typing import Any

from kg.errors import InputError
from kg.graph.store import Store
from kg.views import words
from kg.views.find import find
from kg.views.layout import positions
from kg.views.network import html
from kg.views.reader import read
from kg.views.scene import Fact, Node, Scene

_OPENING = 300  # above so many nodes the page opens with the best connected ones
_DRAWN = 1500  # vis-network draws no more than so many at once


def render(store: Store, *, focus: str | None = None, texts: Mapping[str, str] = {}) -> str:
    """Write the page as one HTML file; the same graph gives the same bytes.

    `focus` is the name of the node to open with.  `texts` maps an article's IRI to its text as it was read, so that
    the page can show a quote within its article.  Raises InputError when nothing is called `focus`, or when a quote
    does not stand at its offsets in the text given for its article.
    """
    scene = read(store)
    focused = find(scene, focus) if focus is not None else []
    _check_texts(scene, texts)
    return html(scene, positions(len(scene.nodes), scene.edges()), _data(scene, focused, texts))


def _check_texts(scene: Scene, texts: Mapping[str, str]) -> None:
    for quote in scene.quotes:
        article = scene.articles[quote.article].iri if quote.article >= 0 else ""
        if article in texts and texts[article][quote.start : quote.end] != quote.exact:
            raise InputError(
                f"the text given for {article} is not the text that was read: "
                f"it has other words at {quote.start}-{quote.end} than {quote.exact!r}"
            )


def _data(scene: Scene, focused: list[int], texts: Mapping[str, str]) -> dict[str, Any]:
    """Collect what the page's scripts read beside the network."""
    index = {pair: n for n, pair in enumerate(scene.edges())}
    return {
        "settings": {"base": _base(scene), "focus": focused, "opening": _OPENING, "drawn": _DRAWN},
        "words": _words(scene),
        "things": [_thing(node) for node in scene.nodes],
        "facts": [_fact(fact, index) for fact in scene.facts],
        "quotes": [astuple(quote) for quote in scene.quotes],
        "articles": [{**_filled(article), "text": texts.get(article.iri)} for article in scene.articles],
    }


def _base(scene: Scene) -> str:
    """Find what all IRIs begin with; the address of a view in the page leaves it out."""
    begin = commonprefix([node.iri for node in scene.nodes])  # noqa: RUF071 (IRIs are no paths)
    return begin[: begin.rfind("/") + 1]


def _thing(node: Node) -> dict[str, Any]:
    return {**_filled(node, leave=("details", "label")), "details": [astuple(d) for d in node.details]}


def _fact(fact: Fact, index: Mapping[tuple[int, int], int]) -> dict[str, Any]:
    edge = index.get((fact.source, fact.target), -1)
    return {**_filled(fact, leave=("details",)), "details": [astuple(d) for d in fact.details], "edge": edge}


def _filled(thing: Any, leave: tuple[str, ...] = ()) -> dict[str, Any]:
    """Turn a dataclass into a dictionary without what is empty."""
    values = {name: getattr(thing, name) for name in thing.__slots__ if name not in leave}
    return {name: value for name, value in values.items() if value not in ("", ())}


def _words(scene: Scene) -> dict[str, Any]:
    """Collect the words and colours of what occurs in this graph."""
    kinds = {node.kind for node in scene.nodes}
    return {
        "types": {key: look._asdict() for key, look in words.TYPES.items()},
        "kinds": {key: word for key, (_, word) in words.KINDS.items() if key in kinds},
        "relations": {key: relation._asdict() for key, relation in words.RELATIONS.items()},
        "groups": words.GROUPS,
        "changes": words.CHANGES,
        "statuses": words.STATUSES,
        "details": words.DETAILS,
        "levels": words.LEVELS,
    }
