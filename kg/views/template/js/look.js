// Colours, shapes and line styles, for the graph and for its legend.

const isDark = () => document.documentElement.dataset.theme === 'dark';
const ground = () => getComputedStyle(document.documentElement).getPropertyValue('--ground').trim();
const ink = () => getComputedStyle(document.documentElement).getPropertyValue('--ink').trim();
const typeColour = type => words.types[type][isDark() ? 'dark' : 'light'];
const groupColour = group => words.groups[group][isDark() ? 1 : 0];
const relationColour = relation => groupColour(words.relations[relation].group);

// Corner points in a box of 20 × 20, as vis-network draws these shapes.
const CORNERS = {
  square: '3,3 17,3 17,17 3,17',
  triangle: '10,2 18.5,17 1.5,17',
  triangleDown: '10,18 18.5,3 1.5,3',
  diamond: '10,1.5 18.5,10 10,18.5 1.5,10',
  hexagon: '5.5,2.5 14.5,2.5 19,10 14.5,17.5 5.5,17.5 1,10',
  star: '10,1 12.4,7.1 19,7.5 13.9,11.7 15.6,18.1 10,14.5 4.4,18.1 6.1,11.7 1,7.5 7.6,7.1',
};

function drawing(...shapes) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('aria-hidden', 'true');
  for (const [tag, attributes] of shapes) {
    const shape = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    svg.append(shape);
  }
  return svg;
}

function typeIcon(type) {
  const fill = typeColour(type);
  const { shape } = words.types[type];
  return drawing(shape === 'dot' ? ['circle', { cx: 10, cy: 10, r: 8, fill }] : ['polygon', { points: CORNERS[shape], fill }]);
}

function relationIcon(relation) {
  const colour = relationColour(relation);
  return drawing(
    ['path', { d: 'M1 10H14', stroke: colour, 'stroke-width': 2.5, fill: 'none' }],
    ['polygon', { points: '13,5.5 19.5,10 13,14.5', fill: colour }],
  );
}

function statusIcon(status) {
  const dashes = DASHES[status] || [];
  return drawing(['path', { d: 'M1 10H19', stroke: 'currentColor', 'stroke-width': 2.5, 'stroke-dasharray': dashes.map(n => n * 0.7).join(' ') }]);
}

// What is over, or not yet so, is not drawn as a full line.
const DASHES = { former: [7, 5], incoming: [2, 4], proposed: [2, 4] };

// The nodes and arrows that belong to what is chosen; null when nothing is.
function chosen() {
  if (state.arrow >= 0) {
    const { from, to } = arrows[state.arrow];
    return { nodes: new Set([from, to]), arrows: new Set([state.arrow]) };
  }
  if (state.node < 0) return null;
  const joined = things[state.node].arrows.filter(arrowShown);
  return {
    nodes: new Set([state.node, ...joined.map(arrow => otherEnd(arrow, state.node))]),
    arrows: new Set(joined.map(arrow => arrow.id)),
  };
}

function nodeLook(id, lit) {
  const { shape, group } = data.nodes[id];
  const { size } = things[id];
  const fill = typeColour(group);
  const { x, y } = places.get(id);
  const border = { border: ink(), background: fill };
  return {
    id, x, y, shape, size: size * swell,
    opacity: lit && !lit.nodes.has(id) ? 0.16 : 1,
    borderWidth: (id === state.node ? 3.5 : 1.5) * swell,
    color: { border: id === state.node ? ink() : ground(), background: fill, hover: border, highlight: border },
  };
}

function arrowLook(arrow, lit) {
  const seen = arrow.facts.filter(factShown);
  const colour = relationColour(seen[0].relation);
  const statuses = new Set(seen.map(fact => fact.status));
  const strong = lit && lit.arrows.has(arrow.id);
  return {
    id: arrow.id, from: arrow.from, to: arrow.to, smooth: arrow.smooth || false,
    arrows: { to: { enabled: true, scaleFactor: 0.42 * swell } },
    dashes: (statuses.size === 1 && DASHES[seen[0].status]) || false,
    width: ((strong ? 1.8 : 1.1) + Math.min(1.6, 0.35 * (seen.length - 1))) * swell,
    color: { color: colour, hover: colour, highlight: colour, opacity: strong ? 1 : lit ? 0.1 : 0.7 },
  };
}
