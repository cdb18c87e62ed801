"""A name as typed → the nodes it may mean: `find(scene, "binh tan")` → `[11]` (quận Bình Tân)."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NoReturn

from kg.errors import InputError
from kg.text.fold import plain
from kg.views.scene import Scene


def find(scene: Scene, name: str) -> list[int]:
    """Find the nodes called `name`, blind to case and diacritics: all namesakes, else the one node that comes nearest.

    An IRI names its node.  Raises InputError, with the nearest names, when nothing matches.
    """
    wanted = " ".join(plain(name).split())
    keys = [[" ".join(plain(label).split()) for label in (node.label, *node.aliases)] for node in scene.nodes]
    exact = [n for n, node in enumerate(scene.nodes) if name == node.iri or wanted in keys[n]]
    if exact:
        return exact
    degrees = scene.degrees()
    # The fewest words beyond those typed, then the best connected: "binh tan" is the district, not its committee.
    partial = [
        (len(key.split()), -degrees[n], n) for n, own in enumerate(keys) for key in own if f" {wanted} " in f" {key} "
    ]
    if not partial or not wanted:
        _nothing(scene, name)
    return [min(partial)[2]]


def _nothing(scene: Scene, name: str) -> NoReturn:
    labels = {plain(node.label): node.label for node in reversed(scene.nodes)}
    nearest = [labels[key] for key in get_close_matches(plain(name), labels, n=5, cutoff=0.5)]
    hint = f"; nearest names: {', '.join(nearest)}" if nearest else ""
    raise InputError(f"nothing in the graph is called {name!r}{hint}")
