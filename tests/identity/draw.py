"""Merges of people in a build, drawn by seed to be read: `python -m tests.identity.draw DIR 2026 50`.

Each with its score and reason, the two articles, the posts they give and the words around the name.
"""

import random
import sys
from pathlib import Path

from kg.archive import Archive
from kg.entities.identity import Cluster, Link, identify
from kg.entities.profiles import Profile
from kg.staging import ARCHIVE
from kg.text.keys import alias
from kg.update import recalled

AROUND = 60  # code points before and behind a name


def merges(archive: Archive) -> tuple[list[tuple[Link, Cluster]], dict[str, Profile]]:
    """Every merge of the build, sorted, and the mentions by alias."""
    found: list[tuple[Link, Cluster]] = []
    mentions: dict[str, Profile] = {}
    for block in archive.all_blocks():
        people = [p for p in map(recalled, archive.block(block)) if isinstance(p, Profile)]
        mentions.update((alias(p.key, p.article), p) for p in people)
        found += [(link, cluster) for cluster in identify(people).clusters for link in cluster.links]
    return sorted(found, key=lambda pair: pair[0]), mentions


def shown(archive: Archive, person: Profile) -> str:
    reading = archive.reading(archive.articles()[person.article])
    entities = {e.key: e for e in reading.entities}
    posts = "; ".join(f"{h.role} {entities[h.body].label if h.body in entities else h.body}" for h in person.held[:4])
    start, end = entities[person.key].mentions[0]
    text = reading.document.text[max(0, start - AROUND) : end + AROUND]
    return f"   {person.article} {reading.document.title[:60]} | {posts}\n      “{' '.join(text.split())}”"


def main(folder: str, seed: str, count: str) -> None:
    with Archive(Path(folder) / ARCHIVE) as archive:
        found, mentions = merges(archive)
        print(f"{len(found)} merges")
        drawn = random.Random(int(seed)).sample(found, int(count))  # noqa: S311
        for n, (link, cluster) in enumerate(drawn, 1):
            print(f"{n}. {cluster.label} ({len(cluster.members)} articles) {link.score} {link.reason}")
            print(shown(archive, mentions[link.left]))
            print(shown(archive, mentions[link.right]))


if __name__ == "__main__":
    main(*sys.argv[1:])
