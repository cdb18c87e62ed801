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
Points = list[tuple[float, float]]
Drawn = tuple[Sequence[int], Points]
_SPACING = 95.0  # wished length of an arrow, in the units of vis-network (pixels at zoom 1)
_REACH = 2.2 * _SPACING  # nodes further apart than this do not push each other
_MANY = 2000  # from so many nodes on, the push reaches less far and there are fewer steps
_WIDER = 0.72  # names are written across: a horizontal distance counts for less than a vertical one


def positions(count: int, edges: Iterable[tuple[int, int]]) -> list[Point]:
    """Return the place of each of the nodes 0 … count-1, in whole units; nothing is random."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(edge for edge in edges if edge[0] != edge[1])
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    alone = [node for part in parts if len(part) == 1 for node in part]
    drawn: list[Drawn] = [(part, _component(graph, part)) for part in parts if len(part) > 1]
    if alone:
        drawn.append((alone, _grid(len(alone))))
    place: dict[int, Point] = {}
    for part, (x, y), points in _packed(drawn):
        place |= {node: (round(px + x), round(py + y)) for node, (px, py) in zip(part, points, strict=True)}
    return [place[node] for node in range(count)]


def _component(graph: nx.Graph, part: Sequence[int]) -> Points:
    index = {node: n for n, node in enumerate(part)}
    near = [sorted(index[other] for other in graph[node]) for node in part]
    start = _rings(near)
    return _springs(start, near)


def _grid(count: int) -> Points:
    """Set nodes without an arrow side by side, with room for their names."""
    columns = max(1, round(0.8 * math.sqrt(count)))
    return [(1.5 * _SPACING * (n % columns), 0.75 * _SPACING * (n // columns)) for n in range(count)]


def _rings(near: Sequence[Sequence[int]]) -> Points:
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
        depth[node] = depth[parent[node]] + 1
    # So wide that the nodes have about the room that they will take in the end.
    step = _SPACING * max(1.3, 0.8 * math.sqrt(len(near)) / max(depth.values()))
    for node in order[1:]:
        above = parent[node]
        start, width = sector[above]
        share = width * weight[node] / max(1, weight[above] - 1)
        begin = start + free[above]
        free[above] += share
        sector[node], free[node] = (begin, share), 0.0
        angle, radius = begin + share / 2, step * depth[node]
        # Rounded, so that the last bit of a sine, which differs between machines, cannot grow into another picture.
        points[node] = (round(radius * math.cos(angle), 3), round(radius * math.sin(angle), 3))
    return points


def _springs(start: Points, near: Sequence[Sequence[int]]) -> Points:
    """Arrows pull, neighbours push, steps shrink (Fruchterman and Reingold), with pushing only within `_REACH`."""
    xs, ys = [x for x, _ in start], [y for _, y in start]
    pulls = [(a, b, 1 / math.sqrt(min(len(near[a]), len(near[b])))) for a in range(len(near)) for b in near[a] if a < b]
    # A hub needs room for its crowd.
    mass = [1.0 + 0.35 * math.sqrt(len(others)) for others in near]
    # Few nodes can afford many steps.
    steps = max(45, min(300, 120_000 // len(near)))
    reach = _REACH if len(near) < _MANY else 0.65 * _REACH
    for step in range(steps):
        limit = _SPACING * (1 - step / steps) ** 1.5 + 0.5
        dx, dy = _pushes(xs, ys, mass, reach)
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


def _pushes(
    xs: Sequence[float], ys: Sequence[float], mass: Sequence[float], reach: float
) -> tuple[list[float], list[float]]:
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    wide = reach / _WIDER
    for n in range(len(xs)):
        cells[int(xs[n] // wide), int(ys[n] // reach)].append(n)
    dx, dy = [0.0] * len(xs), [0.0] * len(xs)
    furthest, force = reach * reach, _SPACING * _SPACING
    for (cx, cy), here in cells.items():
        # Half of the eight cells around, so that each pair is met once.
        around = [cells[c] for c in ((cx + 1, cy - 1), (cx + 1, cy), (cx + 1, cy + 1), (cx, cy + 1)) if c in cells]
        for i, a in enumerate(here):
            ax, ay, am = xs[a], ys[a], mass[a]
            for others in (here[i + 1 :], *around):
                for b in others:
                    x, y = (ax - xs[b]) * _WIDER, ay - ys[b]
                    square = x * x + y * y
                    if square < furthest:
                        push = force * am * mass[b] * (1 - square / furthest) / (square + 25)
                        # Two nodes on one spot part along a direction that depends on their numbers only.
                        x, y = (x, y) if square > 1e-6 else (1.0 + a % 7, 1.0 + b % 5)
                        dx[a] += x * push
                        dy[a] += y * push
                        dx[b] -= x * push
                        dy[b] -= y * push
    return dx, dy


def _packed(drawn: Sequence[Drawn]) -> Iterable[tuple[Sequence[int], tuple[float, float], Points]]:
    """Set components in rows, the largest first, each with the shift that brings it to its place."""
    boxes = [_box(points) for _, points in drawn]
    widths = [right - left for left, _, right, _ in boxes]
    heights = [bottom - top for _, top, _, bottom in boxes]
    total = sum(widths)
    limits = sorted({max([*widths, total * share / 24]) for share in range(1, 25)})
    # Of all row widths the one that leaves the picture largest on a screen a little higher than wide.
    rows = min((_rows(widths, heights, limit) for limit in limits), key=lambda rows: max(rows[0], 0.9 * rows[1]))
    for (part, points), (left, top, _, _), (x, y) in zip(drawn, boxes, rows[2], strict=True):
        yield part, (x - left, y - top), points


def _rows(
    widths: Sequence[float], heights: Sequence[float], limit: float
) -> tuple[float, float, list[tuple[float, float]]]:
    """Fill rows no wider than `limit`: the width and height of it all, and the corner of each box."""
    x = y = row = widest = 0.0
    corners = []
    for width, height in zip(widths, heights, strict=True):
        if x > 0 and x + width > limit:
            x, y, row = 0.0, y + row, 0.0
        corners.append((x, y))
        x, row = x + width, max(row, height)
        widest = max(widest, x)
    return widest, y + row, corners


def _box(points: Points) -> tuple[float, float, float, float]:
    margin = 0.6 * _SPACING
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin
