"""A name as typed → the nodes it may mean: `find(scene, "binh tan")` → `[11]` (quận Bình Tân)."""

from __future__ import annotations

from difflib import get_close_matches

from kg.errors import InputError
from kg.text.fold import plain
from kg.views.scene import Scene


def find(scene: Scene, name: str) -> list[int]:
    """Find the nodes called `name`, blind to case and diacritics: all namesakes, else the one node that comes nearest.

    An IRI names its node.  Raises InputError, with the nearest names, when nothing matches.
    """
    wanted = " ".join(plain(name).split())
    named = [n for n, node in enumerate(scene.nodes) if name == node.iri]
    exact = named or [n for n, keys in enumerate(_keys(scene)) if wanted in keys]
    if exact or not wanted:
        return exact if wanted else _nothing(scene, name)
    degrees = scene.degrees()
    words = wanted.split()
    partial = [
        (len(key.split()) - len(words), -degrees[n], n)
        for n, keys in enumerate(_keys(scene))
        for key in keys
        if f" {wanted} " in f" {key} "
    ]
    return [min(partial)[2]] if partial else _nothing(scene, name)


def _keys(scene: Scene) -> list[list[str]]:
    return [[" ".join(plain(label).split()) for label in (node.label, *node.aliases)] for node in scene.nodes]


def _nothing(scene: Scene, name: str) -> list[int]:
    by_key = {plain(node.label): node.label for node in reversed(scene.nodes)}
    nearest = [by_key[key] for key in get_close_matches(plain(name), by_key, n=5, cutoff=0.5)]
    hint = f"; nearest names: {', '.join(nearest)}" if nearest else "; `kg ask` lists the names of the graph"
    raise InputError(f"nothing in the graph is called {name!r}{hint}")
