// The names on the picture: written at one size whatever the zoom, the important ones first, never over one another.

const [DOT, NAME] = [1, 2];
const HUBS = 18; // so many names may lie over nodes when there is no better place
const CELL = 6; // the picture is divided into cells; a name is written only where all its cells are free
const FONT = '"Noto Sans", "Segoe UI", system-ui, sans-serif';

class Paper {
  constructor(width, height) {
    this.columns = Math.ceil(width / CELL) + 1;
    this.rows = Math.ceil(height / CELL) + 1;
    this.taken = new Uint8Array(this.columns * this.rows);
  }

  // Calls `act` with the number of each cell of the box, as long as it returns true.
  every(left, top, right, bottom, act) {
    const x1 = Math.min(this.columns - 1, Math.floor(right / CELL));
    const y1 = Math.min(this.rows - 1, Math.floor(bottom / CELL));
    for (let y = Math.max(0, Math.floor(top / CELL)); y <= y1; y += 1) {
      for (let x = Math.max(0, Math.floor(left / CELL)); x <= x1; x += 1) {
        if (!act(y * this.columns + x)) return false;
      }
    }
    return true;
  }

  // Free of what counts: of NAME, or of NAME | DOT; and wholly on the picture.
  isFree(what, ...box) {
    const [left, top, right, bottom] = box;
    if (left < 0 || top < 0 || right > this.columns * CELL - CELL || bottom > this.rows * CELL - CELL) return false;
    return this.every(...box, cell => !(this.taken[cell] & what));
  }

  take(what, ...box) {
    this.every(...box, cell => { this.taken[cell] |= what; return true; });
  }
}

// At most `lines` lines of about `width` letters; what does not fit ends in "…".
function wrapped(text, width, lines) {
  const found = [''];
  for (const word of text.split(/\s+/)) {
    const longer = found.at(-1) ? `${found.at(-1)} ${word}` : word;
    if (longer.length <= width || !found.at(-1)) found[found.length - 1] = longer;
    else found.push(word);
  }
  const kept = found.slice(0, lines);
  if (found.length > lines) kept[lines - 1] += ' …';
  return kept.map(line => (line.length > 1.6 * width ? `${line.slice(0, Math.floor(1.5 * width))}…` : line));
}

function write(context, lines, x, y, height) {
  lines.forEach((line, n) => {
    context.strokeText(line, x, y + n * height);
    context.fillText(line, x, y + n * height);
  });
}

// Drawn after each picture of vis-network, in pixels of the screen.
function drawNames(context) {
  const ratio = window.devicePixelRatio || 1;
  const matrix = context.getTransform();
  const onScreen = ({ x, y }) => ({ x: (matrix.a * x + matrix.e) / ratio, y: (matrix.d * y + matrix.f) / ratio });
  const scale = matrix.a / ratio;
  const { clientWidth: width, clientHeight: height } = byId('canvas');
  const paper = new Paper(width, height);
  const lit = chosen();
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  Object.assign(context, { textAlign: 'center', textBaseline: 'top', lineJoin: 'round', strokeStyle: ground(), fillStyle: ink() });
  const dots = new Map();
  for (const id of view.nodes) {
    const { x, y } = onScreen(places.get(id));
    const radius = things[id].size * swell * scale;
    if (x < -90 || y < -40 || x > width + 90 || y > height + 40) continue;
    dots.set(id, { x, y, radius });
    paper.take(DOT, x - 0.6 * radius, y - 0.6 * radius, x + 0.6 * radius, y + 0.6 * radius);
  }
  namingOrder(dots, lit).forEach((id, n) => nameNode(context, paper, id, dots.get(id), { lit, hub: n < HUBS && degree(id) >= 4 }));
  nameArrows(context, paper, onScreen, lit);
  context.restore();
}

const degree = id => things[id].arrows.length;

function namingOrder(dots, lit) {
  const rank = id => (id === state.node ? 0 : id === hovered.node ? 1 : lit?.nodes.has(id) ? 2 : 3);
  const named = [...dots.keys()].filter(id => !lit || lit.nodes.has(id) || id === hovered.node);
  return named.sort((a, b) => rank(a) - rank(b) || degree(b) - degree(a) || a - b);
}

function nameNode(context, paper, id, { x, y, radius }, { lit, hub }) {
  const first = id === state.node || id === hovered.node;
  const bold = first || degree(id) >= 7;
  const size = first ? 14 : bold ? 13 : 12;
  context.font = `${bold ? 600 : 400} ${size}px ${FONT}`;
  context.lineWidth = 3.5;
  const name = nameOf(things[id]);
  const lines = wrapped(name, first ? 34 : 22, first ? 4 : name === things[id].label ? 2 : 3);
  const line = size * 1.22;
  const half = Math.max(...lines.map(text => context.measureText(text).width)) / 2;
  const tall = lines.length * line;
  const spots = [
    [x, y + radius + 4],
    [x, y - radius - 3 - tall],
    [x + radius + 6 + half, y - tall / 2],
    [x - radius - 6 - half, y - tall / 2],
  ];
  const box = ([cx, top]) => [cx - half - 2, top - 1, cx + half + 2, top + tall];
  // A name worth reading may lie over a node, but never over another name.
  const worth = first || lit || hub;
  const spot = spots.find(place => paper.isFree(NAME | DOT, ...box(place)))
    || (worth && spots.find(place => paper.isFree(NAME, ...box(place)))) || (first ? spots[0] : null);
  // On a crowded picture a node without a free place stays nameless until it is pointed at or the reader zooms in.
  if (!spot || (!first && !lit && radius < 2.2)) return;
  paper.take(NAME, ...box(spot));
  write(context, lines, spot[0], spot[1], line);
}

// The roles held, else the changes, else the relation: what a reader wants to know first.
function arrowLabel(arrow) {
  const seen = arrow.facts.filter(factShown);
  const held = seen.filter(fact => fact.relation === 'Tenure');
  return [...new Set((held.length ? held : seen).map(fact => factLabel(fact)))].join(', ');
}

function nameArrows(context, paper, onScreen, lit) {
  const about = new Set(lit ? lit.arrows : state.scope === 'path' ? view.arrows.map(arrow => arrow.id) : []);
  if (hovered.arrow >= 0) about.add(hovered.arrow);
  if (hovered.node >= 0) for (const arrow of things[hovered.node].arrows) about.add(arrow.id);
  context.font = `italic 11.5px ${FONT}`;
  for (const arrow of view.arrows) {
    if (!about.has(arrow.id)) continue;
    const lines = wrapped(arrowLabel(arrow), 30, 2);
    const half = Math.max(...lines.map(text => context.measureText(text).width)) / 2;
    const tall = 14 * lines.length;
    const point = network.body.edges[arrow.id]?.edgeType;
    const must = arrow.id === hovered.arrow || arrow.id === state.arrow;
    const along = point ? [0.5, 0.6, 0.4, 0.7, 0.3].map(t => onScreen(point.getPoint(t))) : [];
    const beside = along.flatMap(({ x, y }) => [-1, 1].map(way => ({ x: x + way * 0.6 * half, y: y + way * (tall / 2 + 5) })));
    const spots = [...along, ...beside];
    const box = ({ x, y }) => [x - half - 1, y - tall / 2, x + half + 1, y + tall / 2];
    const spot = spots.find(place => paper.isFree(NAME, ...box(place))) || (must ? spots[0] : null);
    if (!spot) continue;
    paper.take(NAME, ...box(spot));
    context.fillStyle = relationColour(arrow.facts.find(factShown).relation);
    write(context, lines, spot.x, spot.y - tall / 2 + 1, 14);
  }
}
