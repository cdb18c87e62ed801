"""Where the nodes stand: `positions(2, [(0, 1)])` → `[(179, 57), (57, 57)]`, always the same for the same graph.

networkx cuts the graph into components; its own spring layouts need numpy and compare all pairs, so the springs here
are plain Python over a grid of neighbourhoods: linear in the number of nodes, and the same on every machine.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

Point = tuple[int, int]
_SPACING = 95.0  # wished length of an arrow, in the units of vis-network (pixels at zoom 1)
_REACH = 2.2 * _SPACING  # nodes further apart than this do not push each other
_WIDER = 0.72  # names are written across: a horizontal distance counts for less than a vertical one


def positions(count: int, edges: Iterable[tuple[int, int]]) -> list[Point]:
    """Return the place of each of the nodes 0 … count-1, in whole units; nothing is random."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(edge for edge in edges if edge[0] != edge[1])
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    place: dict[int, Point] = {}
    for part, (x, y), points in _packed([(part, _component(graph, part)) for part in parts]):
        place |= {node: (round(px + x), round(py + y)) for node, (px, py) in zip(part, points, strict=True)}
    return [place[node] for node in range(count)]


def _component(graph: nx.Graph, part: Sequence[int]) -> list[tuple[float, float]]:
    if len(part) == 1:
        return [(0.0, 0.0)]
    index = {node: n for n, node in enumerate(part)}
    near = [sorted(index[other] for other in graph[node]) for node in part]
    start = _rings(near)
    # Few nodes can afford many steps; many nodes start untangled and need fewer.
    return _springs(start, near, steps=max(60, min(300, 120_000 // len(part))))


def _rings(near: Sequence[Sequence[int]]) -> list[tuple[float, float]]:
    """Draw a tree outwards from its best connected node: each branch has an angle in proportion to its size."""
    root = max(range(len(near)), key=lambda n: (len(near[n]), -n))
    parent, order = {root: root}, [root]
    for node in order:
        for other in near[node]:
            if other not in parent:
                parent[other] = node
                order.append(other)
    weight = [1] * len(near)
    for node in reversed(order[1:]):
        weight[parent[node]] += weight[node]
    sector = {root: (0.0, 2 * math.pi)}
    depth = {root: 0}
    free = {root: 0.0}
    points = [(0.0, 0.0)] * len(near)
    for node in order[1:]:
        above = parent[node]
        start, width = sector[above]
        share = width * weight[node] / max(1, weight[above] - 1)
        begin = start + free[above]
        free[above] += share
        sector[node], free[node], depth[node] = (begin, share), 0.0, depth[above] + 1
        angle, radius = begin + share / 2, _SPACING * 1.3 * depth[node]
        # Rounded, so that the last bit of a sine, which differs between machines, cannot grow into another picture.
        points[node] = (round(radius * math.cos(angle), 3), round(radius * math.sin(angle), 3))
    return points


def _springs(start: list[tuple[float, float]], near: Sequence[Sequence[int]], steps: int) -> list[tuple[float, float]]:
    """Arrows pull, neighbours push, steps shrink (Fruchterman and Reingold), with pushing only within `_REACH`."""
    xs, ys = [x for x, _ in start], [y for _, y in start]
    pulls = [(a, b, 1 / math.sqrt(min(len(near[a]), len(near[b])))) for a in range(len(near)) for b in near[a] if a < b]
    # A hub needs room for its crowd.
    mass = [1.0 + 0.35 * math.sqrt(len(others)) for others in near]
    for step in range(steps):
        limit = _SPACING * (1 - step / steps) ** 1.5 + 0.5
        dx, dy = _pushes(xs, ys, mass)
        for a, b, strength in pulls:
            x, y = xs[b] - xs[a], ys[b] - ys[a]
            pull = strength * (math.sqrt(x * x + y * y) / _SPACING)
            x, y = x * pull, y * pull
            dx[a] += x
            dy[a] += y
            dx[b] -= x
            dy[b] -= y
        for n in range(len(xs)):
            length = math.sqrt(dx[n] * dx[n] + dy[n] * dy[n])
            if length > 0:
                scale = min(length, limit) / length
                xs[n] += dx[n] * scale
                ys[n] += dy[n] * scale
    return list(zip(xs, ys, strict=True))


def _pushes(xs: Sequence[float], ys: Sequence[float], mass: Sequence[float]) -> tuple[list[float], list[float]]:
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    wide = _REACH / _WIDER
    for n in range(len(xs)):
        cells[int(xs[n] // wide), int(ys[n] // _REACH)].append(n)
    dx, dy = [0.0] * len(xs), [0.0] * len(xs)
    reach, force = _REACH * _REACH, _SPACING * _SPACING
    for (cx, cy), here in cells.items():
        # Half of the eight cells around, so that each pair is met once.
        around = [cells[c] for c in ((cx + 1, cy - 1), (cx + 1, cy), (cx + 1, cy + 1), (cx, cy + 1)) if c in cells]
        for i, a in enumerate(here):
            ax, ay, am = xs[a], ys[a], mass[a]
            for others in (here[i + 1 :], *around):
                for b in others:
                    x, y = (ax - xs[b]) * _WIDER, ay - ys[b]
                    square = x * x + y * y
                    if square < reach:
                        push = force * am * mass[b] * (1 - square / reach) / (square + 25)
                        # Two nodes on one spot part along a direction that depends on their numbers only.
                        x, y = (x, y) if square > 1e-6 else (1.0 + a % 7, 1.0 + b % 5)
                        dx[a] += x * push
                        dy[a] += y * push
                        dx[b] -= x * push
                        dy[b] -= y * push
    return dx, dy


def _packed(
    drawn: Sequence[tuple[Sequence[int], list[tuple[float, float]]]],
) -> Iterable[tuple[Sequence[int], tuple[float, float], list[tuple[float, float]]]]:
    """Components in rows, the largest first, each with the shift that brings it to its place."""
    boxes = [_box(points) for _, points in drawn]
    area = sum((right - left) * (bottom - top) for left, top, right, bottom in boxes)
    limit = max(1.15 * math.sqrt(area), max((right - left for left, _, right, _ in boxes), default=0.0))
    x = y = row = 0.0
    for (part, points), (left, top, right, bottom) in zip(drawn, boxes, strict=True):
        width, height = right - left, bottom - top
        if x > 0 and x + width > limit:
            x, y, row = 0.0, y + row, 0.0
        yield part, (x - left, y - top), points
        x, row = x + width, max(row, height)


def _box(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    margin = 0.6 * _SPACING
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin
