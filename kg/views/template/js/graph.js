// The picture: vis-network, given only the nodes and arrows that are shown.

let network = null;
let places = new Map(); // node → where it stands in this picture
let placesKey = '';
let swell = 1; // how much larger things are drawn where the picture is small, so that they stay visible
const hovered = { node: -1, arrow: -1 };
const nodeSet = new vis.DataSet();
const arrowSet = new vis.DataSet();
const drawnKeys = { nodes: new Map(), arrows: new Map() };

function startGraph() {
  network = new vis.Network(byId('canvas'), { nodes: nodeSet, edges: arrowSet }, data.options);
  network.on('afterDrawing', drawNames);
  network.on('click', ({ nodes, edges }) => {
    if (nodes.length) choose(nodes[0]);
    else if (edges.length) chooseArrow(edges[0]);
    else if (state.node >= 0 || state.arrow >= 0) unchoose();
  });
  network.on('doubleClick', ({ nodes }) => nodes.length && focusOn(nodes[0]));
  network.on('hoverNode', ({ node }) => hover({ node }));
  network.on('hoverEdge', ({ edge }) => hover({ arrow: edge }));
  network.on('blurNode', () => hover({}));
  network.on('blurEdge', () => hover({}));
  network.on('dragging', ({ nodes }) => nodes.forEach(id => places.set(id, network.getPosition(id))));
  network.on('dragStart', () => hover({}));
  byId('zoom-in').addEventListener('click', () => zoom(1.35));
  byId('zoom-out').addEventListener('click', () => zoom(1 / 1.35));
  byId('zoom-fit').addEventListener('click', fit);
  byId('canvas').addEventListener('keydown', steer);
}

// Only what changed is handed over: vis-network takes long to take in what it already knows.
function reconcile(set, items, keys) {
  const next = new Map(items.map(item => [item.id, JSON.stringify(item)]));
  const gone = [...keys.keys()].filter(id => !next.has(id));
  const changed = items.filter(item => keys.get(item.id) !== next.get(item.id));
  if (gone.length) set.remove(gone);
  if (changed.length) set.update(changed);
  keys.clear();
  for (const [id, key] of next) keys.set(id, key);
}

function drawGraph({ moved }) {
  const key = scopeKey();
  if (key !== placesKey) {
    const { ids } = scopeNodes();
    const given = state.scope === 'all' || (state.scope === 'start' && things.length <= settings.opening);
    places = given ? new Map(ids.map(id => [id, { x: data.nodes[id].x, y: data.nodes[id].y }])) : arrange(ids, state.center);
    placesKey = key;
  }
  // A filter can bring nodes into reach that had no place yet.
  const placeless = view.nodes.filter(id => !places.has(id));
  if (placeless.length) for (const [id, place] of arrange([...view.inScope], state.center)) if (!places.has(id)) places.set(id, place);
  if (moved) swell = swellFor(view.nodes.map(id => places.get(id)));
  const lit = chosen();
  const kept = view.arrows.map(arrow => arrowLook(arrow, lit));
  reconcile(arrowSet, kept.filter(item => drawnKeys.arrows.has(item.id)), drawnKeys.arrows);
  reconcile(nodeSet, view.nodes.map(id => nodeLook(id, lit)), drawnKeys.nodes);
  reconcile(arrowSet, kept, drawnKeys.arrows);
  network.setSelection(
    { nodes: view.set.has(state.node) ? [state.node] : [], edges: drawnKeys.arrows.has(state.arrow) ? [state.arrow] : [] },
    { highlightEdges: false },
  );
  byId('empty').hidden = view.nodes.length > 0 || state.table;
  byId('empty').textContent = say(things.length ? 'nothingShown' : 'noData');
  if (moved) fit();
  else network.redraw();
}

// The zoom at which all these places fit, and from it the swelling.
function swellFor(points) {
  const { clientWidth, clientHeight } = byId('stage');
  const spread = axis => Math.max(1, ...points.map(point => point[axis])) - Math.min(0, ...points.map(point => point[axis])) + 150;
  const scale = Math.min(1, clientWidth / spread('x'), clientHeight / spread('y'));
  return Math.round(Math.min(3, scale ** -0.6) * 100) / 100;
}

// How the picture moves: not at all for readers who asked for that.
const gently = () =>
  !matchMedia('(prefers-reduced-motion: reduce)').matches && { duration: 250, easingFunction: 'easeInOutQuad' };

function fit() {
  if (!view.nodes.length) return;
  network.fit({ nodes: view.nodes, minZoomLevel: 0.02, maxZoomLevel: 1.25, animation: false });
  // Room at the rim for the names, which vis-network does not know of, and above for the bar that lies over the picture.
  const { clientHeight } = byId('stage');
  network.moveTo({ scale: network.getScale() * Math.min(0.92, 1 - 95 / clientHeight), offset: { x: 0, y: 18 } });
}

const zoom = factor => network.moveTo({ scale: Math.min(6, Math.max(0.02, network.getScale() * factor)) });

function steer(event) {
  const ways = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
  const way = ways[event.key];
  if (way) {
    const { x, y } = network.getViewPosition();
    network.moveTo({ position: { x: x + way[0] / network.getScale(), y: y + way[1] / network.getScale() } });
  } else if (event.key === '+' || event.key === '=') zoom(1.35);
  else if (event.key === '-') zoom(1 / 1.35);
  else if (event.key === 'Escape') unchoose();
  else return;
  event.preventDefault();
}

// What is pointed at is named in the corner, where it covers nothing of the picture.
function hover({ node = -1, arrow = -1 }) {
  Object.assign(hovered, { node, arrow });
  const tip = byId('tip');
  tip.hidden = node < 0 && arrow < 0;
  byId('canvas').classList.toggle('pointing', !tip.hidden);
  network.redraw();
  if (!tip.hidden) tip.replaceChildren(...(node >= 0 ? nodeTip(things[node]) : arrowTip(arrows[arrow])));
}

const nodeTip = thing => [
  make('strong', {}, thing.label),
  make('span', {}, [inWords(words.kinds[thing.kind]), thing.note].filter(Boolean).join(' · ')),
];

const arrowTip = arrow => [
  make('span', {}, `${things[arrow.from].label} → ${things[arrow.to].label}`),
  ...arrow.facts.filter(factShown).slice(0, 5).map(fact => make('strong', {}, factLabel(fact))),
];
