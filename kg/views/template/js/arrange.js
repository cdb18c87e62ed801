// Places for a part of the graph: rings around the centre, then springs.  Nothing is random: the same part, the same picture.

const ARRANGED = 420; // all pairs are compared; larger parts keep the places that came with the page
const SPACING = 118;
const REACH = (SPACING * 3) ** 2; // nodes further apart than its root do not push each other

function arrange(ids, centers) {
  if (ids.length > ARRANGED) return new Map(ids.map(id => [id, { x: data.nodes[id].x, y: data.nodes[id].y }]));
  const index = new Map(ids.map((id, n) => [id, n]));
  const pairs = arrows
    .filter(arrow => index.has(arrow.from) && index.has(arrow.to))
    .map(arrow => [index.get(arrow.from), index.get(arrow.to)]);
  const near = ids.map(() => []);
  for (const [a, b] of pairs) {
    near[a].push(b);
    near[b].push(a);
  }
  const roots = centers.map(id => index.get(id)).filter(n => n !== undefined);
  const points = rings(near, roots, ids);
  relax(points, pairs, near, new Set(roots.length === 1 ? roots : []));
  return new Map(ids.map((id, n) => [id, { x: Math.round(points[n].x), y: Math.round(points[n].y) }]));
}

// Each node one ring further out than the node it was reached from, in the direction it has on the whole map.
function rings(near, roots, ids) {
  const points = ids.map(() => null);
  const order = roots.length ? [...roots] : [0];
  const origin = data.nodes[ids[order[0]]];
  order.forEach((n, i) => { points[n] = { x: 260 * i, y: 0, ring: 0 }; });
  for (let i = 0; i < ids.length; i += 1) {
    if (i >= order.length) { // another component: where it lies on the map
      const n = points.indexOf(null);
      points[n] = { x: data.nodes[ids[n]].x - origin.x, y: data.nodes[ids[n]].y - origin.y, ring: 0 };
      order.push(n);
    }
    const from = order[i];
    const fresh = near[from].filter((n, at, all) => !points[n] && all.indexOf(n) === at);
    fresh.sort((a, b) => data.nodes[ids[a]].group.localeCompare(data.nodes[ids[b]].group) || a - b);
    const outward = points[from].ring ? Math.atan2(points[from].y, points[from].x) : -Math.PI / 2;
    const width = points[from].ring ? Math.PI * 0.9 : 2 * Math.PI;
    const radius = SPACING * Math.max(1.25, (fresh.length * 0.55) / Math.PI);
    fresh.forEach((n, k) => {
      const angle = outward + width * ((k + 0.5) / fresh.length - 0.5);
      points[n] = {
        x: points[from].x + radius * 1.25 * Math.cos(angle),
        y: points[from].y + radius * Math.sin(angle),
        ring: points[from].ring + 1,
      };
      order.push(n);
    });
  }
  return points;
}

function relax(points, pairs, near, fixed) {
  const steps = Math.max(80, Math.min(260, Math.round(9e6 / (points.length ** 2 + 1))));
  for (let step = 0; step < steps; step += 1) {
    const limit = SPACING * 0.6 * (1 - step / steps) ** 1.4 + 0.4;
    const force = points.map(() => ({ x: 0, y: 0 }));
    push(points, near, force);
    for (const [a, b] of pairs) pull(points, near, force, a, b);
    points.forEach((point, n) => {
      if (fixed.has(n)) return;
      // A weak draw to the middle keeps parts without an arrow between them together.
      const x = force[n].x - point.x * 0.012;
      const y = force[n].y - point.y * 0.011;
      const length = Math.hypot(x, y) || 1;
      point.x += (x / length) * Math.min(length, limit);
      point.y += (y / length) * Math.min(length, limit);
    });
  }
}

function push(points, near, force) {
  for (let a = 0; a < points.length; a += 1) {
    for (let b = a + 1; b < points.length; b += 1) {
      // Names are written across: sideways, nodes need more room.
      let x = (points[a].x - points[b].x) * 0.7;
      let y = points[a].y - points[b].y;
      if (x === 0 && y === 0) [x, y] = [1 + (a % 7), 1 + (b % 5)];
      const square = x * x + y * y;
      if (square > REACH) continue;
      const mass = (1 + 0.2 * Math.sqrt(near[a].length)) * (1 + 0.2 * Math.sqrt(near[b].length));
      const strength = (SPACING * SPACING * mass * (1 - square / REACH)) / (square + 30);
      force[a].x += x * strength;
      force[a].y += y * strength;
      force[b].x -= x * strength;
      force[b].y -= y * strength;
    }
  }
}

function pull(points, near, force, a, b) {
  const x = points[b].x - points[a].x;
  const y = points[b].y - points[a].y;
  // Around a hub there must be room for all its neighbours.
  const wished = SPACING * (0.75 + 0.24 * Math.sqrt(Math.max(near[a].length, near[b].length)));
  const strength = Math.hypot(x, y) / wished / Math.sqrt(Math.min(near[a].length, near[b].length));
  force[a].x += x * strength;
  force[a].y += y * strength;
  force[b].x -= x * strength;
  force[b].y -= y * strength;
}
