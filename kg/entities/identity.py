"""Who is who across articles: `identify(profiles)` → clusters of one person each, with the reasons of every merge.

A pure function of the set of profiles and judgements of one block.  The strongest evidence is used first; a merge that
would bring contradicting traits together, or what a judgement holds apart, is refused; the rest stays apart.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.entities.evidence import DOUBTFUL, ENOUGH, MEMBERS, Tie, Traits, common, ties
from kg.entities.profiles import Profile
from kg.model import Judgement
from kg.text.fold import fold, plain
from kg.text.keys import alias


class Link(NamedTuple):
    """Evidence between two mentions (by alias); `refused` says what spoke against it, "" when they were merged."""

    left: str
    right: str
    score: float
    reason: str
    refused: str = ""


class Cluster(NamedTuple):
    """One person: `key` and `label` of the entity, the mentions, and the links that tied them."""

    key: str
    label: str
    members: tuple[Profile, ...]
    links: tuple[Link, ...]


class Identified(NamedTuple):
    """The persons of a block, and the links that were too weak or refused, strongest first."""

    clusters: tuple[Cluster, ...]
    doubts: tuple[Link, ...]


def identify(profiles: Iterable[Profile], judgements: Iterable[Judgement] = ()) -> Identified:
    """Tell the persons of one block apart."""
    block = _Block(sorted(profiles, key=_age), list(judgements))
    block.judge()
    block.tie()
    block.accompany()
    block.shorten()
    return block.result()


def _day(p: Profile) -> int:
    return dt.date.fromisoformat(p.date).toordinal() if len(p.date) == 10 else 0


def _age(p: Profile) -> tuple[bool, str, str, str]:
    """Dated before undated, old before new, then by a digest: an added article seldom comes first."""
    return not p.date, p.date, alias("", p.article), p.key


class _Block:
    """The profiles of a block while they are being clustered; an index stands for a profile, a root for a cluster."""

    def __init__(self, profiles: Sequence[Profile], judgements: Sequence[Judgement]) -> None:
        self.profiles = profiles
        self.names = [fold(p.name) for p in profiles]
        self.aliases = [alias(p.key, p.article) for p in profiles]
        self.root = list(range(len(profiles)))
        self.traits = {n: Traits.of(p) for n, p in enumerate(profiles)}
        self.members = {n: [n] for n in range(len(profiles))}
        at = {name: n for n, name in enumerate(self.aliases)}
        pairs = [(at[j.left], at[j.right], j) for j in sorted(judgements) if j.left in at and j.right in at]
        self.same = [(a, b, j) for a, b, j in pairs if j.verdict == "same"]
        self.apart = [(a, b, j) for a, b, j in pairs if j.verdict == "different"]
        self.unsure = [(a, b) for a, b, j in pairs if j.verdict == "unsure"]
        self.links: list[tuple[int, int, Link]] = []
        self.weak: list[tuple[int, int, Link]] = []

    def join(self, a: int, b: int, score: float, reason: str, *, judged: bool = False) -> bool:
        """Merge the clusters of two profiles unless something speaks against it; say whether they are one now."""
        one, other = sorted((self.root[a], self.root[b]))
        if one == other:
            return True
        refused = "too little evidence" if score < ENOUGH else self._held_apart(one, other)
        if not refused and not judged:
            refused = self.traits[one].against(self.traits[other], score)
        link = Link(self.aliases[a], self.aliases[b], round(score, 2), reason, refused)
        if refused:
            if score >= DOUBTFUL:
                self.weak.append((a, b, link))
            return False
        self.links.append((a, b, link))
        self.traits[one].absorb(self.traits.pop(other))
        for n in self.members[other]:
            self.root[n] = one
        self.members[one] += self.members.pop(other)
        return True

    def _held_apart(self, one: int, other: int) -> str:
        pairs = ((j, {self.root[a], self.root[b]}) for a, b, j in self.apart)
        return next((f"judged different by {j.who or 'somebody'}" for j, pair in pairs if pair == {one, other}), "")

    def judge(self) -> None:
        """What people judged to be the same."""
        for a, b, j in self.same:
            reason = f"judged the same by {j.who or 'somebody'}: {j.why}".removesuffix(": ")
            self.join(a, b, 1.0, reason, judged=True)

    def tie(self) -> None:
        """Shared posts, bodies, places, dates of birth among those of one name; each joins the first that lets it."""
        shared: dict[tuple[str, ...], list[int]] = defaultdict(list)
        how: dict[tuple[str, ...], Tie] = {}
        for n, p in enumerate(self.profiles):
            for t in ties(p):
                token = (self.names[n], *t.token)
                if token not in how or how[token].score < t.score:
                    how[token] = t
                if shared[token][-1:] != [n]:
                    shared[token].append(n)
        for token in sorted((t for t, same in shared.items() if len(same) > 1), key=lambda t: (-how[t].score, t)):
            self._join_first(shared[token], how[token])

    def _join_first(self, same: Sequence[int], tie: Tie) -> None:
        firsts: list[int] = []
        for n in same:
            if self.root[n] in {self.root[f] for f in firsts}:
                continue
            # Of two namesakes in one post, one after the other, the one who had not left it by then.
            nearest = sorted(
                firsts, key=lambda f: (self._gone(f, n), abs(_day(self.profiles[f]) - _day(self.profiles[n])))
            )
            if not any(self.join(f, n, tie.score, tie.reason) for f in nearest):
                firsts.append(n)

    def _gone(self, f: int, n: int) -> bool:
        """Whether an article before that of n calls a person former in all posts that it gives them."""
        before = self.profiles[f].date < self.profiles[n].date
        return before and all(h.status == "former" for h in self.profiles[f].held)

    def accompany(self) -> None:
        """A mention without office: the person who is named together with the same other people."""
        by_name: dict[str, list[int]] = defaultdict(list)
        for n, name in enumerate(self.names):
            by_name[name].append(n)
        for same in by_name.values():
            around = {r: self._companions(r) for r in sorted({self.root[n] for n in same})}
            for n in same:
                if len(self.members[self.root[n]]) == 1 and not self.profiles[n].held:
                    self._accompany(n, around)

    def _companions(self, root: int) -> set[str]:
        return {c for n in self.members[root] for c in self.profiles[n].companions}

    def _accompany(self, n: int, around: dict[int, set[str]]) -> None:
        own = set(self.profiles[n].companions)
        shared = Counter(
            {r: len(own & others) for r, others in around.items() if r != self.root[n] and r in self.members}
        )
        best = shared.most_common(2)
        if not best or best[0][1] < 1 or (len(best) > 1 and best[0][1] == best[1][1]):
            return
        root, count = best[0]
        score = min(0.85, 0.4 + 0.15 * count) * (0.9 if common(self.profiles[n].name) else 1.0)
        if self.join(root, n, score, f"named together with {count} of the same people"):
            around[self.root[n]] = self._companions(self.root[n])

    def shorten(self) -> None:
        """A short form with a post: the one person of that post whose name ends so."""
        posts: dict[tuple[str, str], list[int]] = defaultdict(list)
        for n, p in enumerate(self.profiles):
            for h in p.held:
                posts[h.role, h.body].append(n)
        for n, p in enumerate(self.profiles):
            near = [m for h in p.held for m in posts[h.role, h.body] if self.names[m].endswith(" " + self.names[n])]
            if len({self.root[m] for m in near}) == 1:
                self.join(min(near), n, 0.9, f"short form with the same post as {self.profiles[min(near)].name}")
            same = [m for h in p.held if h.role not in MEMBERS for m in posts[h.role, h.body] if self._misspelt(m, n)]
            if len({self.root[m] for m in same}) == 1:
                self.join(min(same), n, 0.8, f"same post, {self.profiles[min(same)].name} but for the marks")

    def _misspelt(self, m: int, n: int) -> bool:
        """Whether two long names are the same but for the marks of one syllable."""
        one, other = self.names[m].split(), self.names[n].split()
        if len(one) != len(other) or len(one) < 3 or plain(self.names[m]) != plain(self.names[n]):
            return False
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1

    def result(self) -> Identified:
        links: dict[int, list[Link]] = defaultdict(list)
        for a, _, link in self.links:
            links[self.root[a]].append(link)
        clusters = tuple(self._cluster(root, links[root]) for root in sorted(self.members))
        return Identified(clusters, tuple(self._doubts()))

    def _cluster(self, root: int, links: list[Link]) -> Cluster:
        members = sorted(self.members[root])
        longest = max(len(self.names[n].split()) for n in members)
        named = [n for n in members if len(self.names[n].split()) == longest]
        spelt = Counter(self.profiles[n].name for n in named)
        label = min(spelt, key=lambda name: (name.isupper(), -spelt[name], name))
        return Cluster(self.aliases[named[0]], label, tuple(self.profiles[n] for n in members), tuple(links))

    def _doubts(self) -> Iterator[Link]:
        asked = {frozenset((self.root[a], self.root[b])) for a, b in self.unsure}
        asked |= {frozenset((self.root[a], self.root[b])) for a, b, _ in self.apart}
        for a, b, link in sorted(self.weak, key=lambda w: (-w[2].score, w[2])):
            pair = frozenset((self.root[a], self.root[b]))
            if len(pair) == 2 and pair not in asked:
                asked.add(pair)
                yield link
