"""What is read against what people read: `python -m tests.quality GOLD…` → figures by layer; fails below its pins.

A GOLD folder holds articles (ID.txt) with their annotation (ID.json), one of the folders also the scorer, score.py.
The intervals are 95 % of a bootstrap over the articles: how far a figure moves by the choice of articles alone.
"""

import importlib.util
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Final

from rdflib import Graph

import kg
from kg.errors import KgError

# A figure below its pin fails. Raise a pin when the figure has risen; never lower one without saying why.
PINS: Final[dict[str, dict[str, float]]] = {
    "devset": {
        "people": 0.983, "bodies": 0.928, "localities": 0.943, "documents": 0.977, "events": 0.907, "holds": 0.922,
        "changes": 0.855, "seats": 0.891, "within": 0.929, "issued": 0.913, "eventOf": 0.907, "status": 0.881,
        "entities": 0.948, "relations": 0.903, "evidence": 1.0,
    },
    "checkset": {
        "people": 0.979, "bodies": 0.853, "localities": 0.940, "documents": 0.752, "events": 0.923, "holds": 0.854,
        "changes": 0.774, "seats": 0.870, "within": 0.960, "issued": 0.704, "eventOf": 0.923, "status": 0.804,
        "entities": 0.889, "relations": 0.848, "evidence": 1.0,
    },
    # The two seed articles of the devset alone, as promised.
    "seeds": {"entities": 0.90, "relations": 0.80, "evidence": 1.0},
}  # fmt: skip
ROUNDS: Final = 1000

Counts = dict[str, tuple[int, int, int]]
"""Layer → how many were found rightly, found, and annotated."""


def build(gold: Path, graphs: Path) -> list[str]:
    """Build a graph for each article as `kg build` does, and return what went wrong."""
    failures = []
    for article in annotated(gold):
        try:
            kg.build(article).save(graphs / article.stem)
        except KgError as error:
            failures.append(f"{article.stem}: {error}")
    return failures


def annotated(gold: Path) -> list[Path]:
    return [path.with_suffix(".txt") for path in sorted(gold.glob("*.json")) if path.with_suffix(".txt").is_file()]


def scored(scorer: Path, gold: Path, graphs: Path) -> dict[str, float]:
    """Return the scorer's own figures."""
    result = graphs / "figures.json"
    command = [scorer, gold, "--graphs", graphs, "--json", result]
    subprocess.run([sys.executable, *map(str, command)], check=True, stdout=subprocess.DEVNULL)
    figures: dict[str, float] = json.loads(result.read_text(encoding="utf-8"))
    return figures


def counted(scorer: ModuleType, gold: Path, graphs: Path) -> list[Counts]:
    """Return the counts of each article."""
    found = []
    for article in annotated(gold):
        wanted = json.loads(article.with_suffix(".json").read_text(encoding="utf-8"))
        graph = Graph().parse(graphs / article.stem / "graph.ttl", format="turtle")
        layers = scorer.score_article(graph, wanted, article.read_bytes().decode())
        found.append({layer: counts for layer, (counts, _) in layers.items()})
    return found


def figures(scorer: ModuleType, articles: Sequence[Counts]) -> dict[str, float]:
    """Return the figures of some articles, as the scorer sums them up."""
    total = {layer: [sum(article[layer][i] for article in articles) for i in range(3)] for layer in articles[0]}
    made = {layer: scorer.f1(*counts)[2] for layer, counts in total.items()}
    for name, layers in (("entities", scorer.ENTITY_LAYERS), ("relations", scorer.RELATION_LAYERS)):
        made[name] = sum(made[layer] for layer in layers) / len(layers)
    hit, stated, _ = total["evidence"]
    made["evidence"] = hit / stated if stated else 0.0
    return made


def intervals(scorer: ModuleType, articles: Sequence[Counts]) -> dict[str, tuple[float, float]]:
    chance = random.Random(0)  # noqa: S311
    drawn = [figures(scorer, chance.choices(articles, k=len(articles))) for _ in range(ROUNDS)]
    edges = {name: sorted(figure[name] for figure in drawn) for name in drawn[0]}
    return {name: (values[ROUNDS // 40], values[-ROUNDS // 40]) for name, values in edges.items()}


def judged(gold: Path, scorer: Path) -> bool:
    """Print the figures of one set, and tell whether all articles were built and no figure is below its pin."""
    spec = importlib.util.spec_from_file_location("score", scorer)
    assert spec and spec.loader  # noqa: PT018
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with tempfile.TemporaryDirectory() as folder:
        graphs = Path(folder)
        failures = build(gold, graphs)
        for failure in failures:
            print(f"FAILED {failure}")
        if failures:
            return False
        official = scored(scorer, gold, graphs)
        counts = counted(module, gold, graphs)
    good = shown(gold.name, official, intervals(module, counts))
    if seeds := [own for path, own in zip(annotated(gold), counts, strict=True) if path.stem.startswith("seed-")]:
        good = shown("seeds", figures(module, seeds)) and good
    return good


def shown(name: str, found: dict[str, float], spread: dict[str, tuple[float, float]] | None = None) -> bool:
    """Print the figures of a set beside their pins, and tell whether none is below."""
    pins = PINS.get(name, {})
    print(f"\n{name:12}{'figure':>8}   {'95 %':14}{'pin':>6}" if spread else f"\n{name}")
    for layer, figure in found.items():
        if spread or layer in pins:
            interval = "{:.3f} - {:.3f}".format(*spread[layer]) if spread else ""
            pin = f"{pins[layer]:.3f}" if layer in pins else ""
            print(f"{layer:12}{figure:8.3f}   {interval:14}{pin:>6}{'  BELOW' if figure < pins.get(layer, 0) else ''}")
    return all(found[layer] >= pin for layer, pin in pins.items())


def main(folders: Sequence[str]) -> int:
    golds = [Path(folder) for folder in folders]
    scorer = next((gold / "score.py" for gold in golds if (gold / "score.py").is_file()), None)
    if scorer is None or not all(map(annotated, golds)):
        print("give folders with annotated articles, one of them with score.py", file=sys.stderr)
        return 2
    good = [judged(gold, scorer) for gold in golds]  # a list, for every set is to be shown
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
