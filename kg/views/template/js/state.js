// What the reader looks at.  It stands in the address after #, so that it can be linked, and the browser's back works.

const state = {
  node: -1, // chosen node
  arrow: -1, // or chosen arrow
  scope: 'start', // start: the opening view; near: around `center`; path: between the two of `center`; all
  center: [],
  depth: 1,
  table: false,
  lang: 'vi',
  hidden: new Set(), // 'type:person', 'relation:Tenure', 'status:former'
};

const shortName = id => {
  const { iri } = things[id];
  return iri.startsWith(settings.base) ? iri.slice(settings.base.length) : iri;
};
const idByName = new Map(things.flatMap(({ id, iri }) => [[iri, id], [shortName(id), id]]));
const idOf = name => idByName.get(name) ?? -1;

function toHash() {
  const query = new URLSearchParams();
  if (state.node >= 0) query.append('n', shortName(state.node));
  if (state.arrow >= 0) for (const end of ['from', 'to']) query.append(end, shortName(arrows[state.arrow][end]));
  if (state.scope === 'all') query.append('scope', 'all');
  if (state.scope === 'near') {
    for (const id of state.center) query.append('near', shortName(id));
    query.append('depth', state.depth);
  } else if (state.scope === 'path') {
    for (const id of state.center) query.append('path', shortName(id));
  } else if (settings.focus.length && state.scope === 'start') query.append('scope', 'start');
  if (state.table) query.append('view', 'table');
  for (const name of [...state.hidden].sort()) query.append('hide', name);
  if (state.lang !== 'vi') query.append('lang', state.lang);
  return '#' + query;
}

function fromHash() {
  const query = new URLSearchParams(location.hash.slice(1));
  const named = query.getAll('near').map(idOf).filter(id => id >= 0);
  const center = named.length || query.has('scope') || query.has('path') ? named : settings.focus;
  const [from, to] = [idOf(query.get('from')), idOf(query.get('to'))];
  state.node = idOf(query.get('n'));
  // Opened on one name, the page shows at once what is known of it.
  if (!location.hash && settings.focus.length === 1) [state.node] = settings.focus;
  state.arrow = arrows.findIndex(arrow => arrow.from === from && arrow.to === to);
  const ends = query.getAll('path').map(idOf).filter(id => id >= 0);
  state.center = ends.length === 2 ? ends : center;
  state.scope = ends.length === 2 ? 'path' : center.length ? 'near' : query.get('scope') === 'all' ? 'all' : 'start';
  state.depth = Math.min(3, Math.max(1, Number(query.get('depth')) || 1));
  state.table = query.get('view') === 'table';
  state.hidden = new Set(query.getAll('hide'));
  state.lang = query.get('lang') === 'en' ? 'en' : 'vi';
}

// Change what is looked at.  A filter is no step of the way back, a choice is one.
function go(change, { step = true } = {}) {
  const scope = scopeKey();
  Object.assign(state, change);
  const hash = toHash();
  if (hash !== location.hash) history[step ? 'pushState' : 'replaceState'](null, '', hash);
  draw({ moved: scopeKey() !== scope });
}

const scopeKey = () =>
  ({ near: `near ${state.center} ${state.depth}`, path: `path ${state.center}` })[state.scope] || state.scope;

function choose(id) {
  const change = { node: id, arrow: -1 };
  // A node that is not on the picture brings its own picture along.
  if (!view.inScope.has(id)) Object.assign(change, { scope: 'near', center: [id], depth: 1 });
  go(change);
}

const chooseArrow = id => go({ node: -1, arrow: id });
const unchoose = () => go({ node: -1, arrow: -1 });
const focusOn = (id, depth = 1) => go({ node: id, arrow: -1, scope: 'near', center: [id], depth });

const isHidden = (sort, name) => state.hidden.has(`${sort}:${name}`);
const factShown = fact => !isHidden('relation', fact.relation) && !(fact.status && isHidden('status', fact.status));
const arrowShown = arrow => arrow.facts.some(factShown);

// The nodes of the scope before the filter of types; `cut` says that there were too many to draw.
function scopeNodes() {
  if (state.scope === 'near') return nearNodes();
  if (state.scope === 'path') {
    const way = pathBetween(...state.center);
    return { ids: way.length ? way : state.center, cut: false };
  }
  if (state.scope === 'start' && things.length > settings.opening) return { ids: openingNodes(), cut: false };
  return { ids: ranking.slice(0, settings.drawn), cut: things.length > settings.drawn };
}

function nearNodes() {
  const reached = new Set(state.center);
  let border = state.center;
  for (let step = 0; step < state.depth; step += 1) {
    const next = new Set();
    for (const id of border) {
      for (const arrow of things[id].arrows) {
        const other = otherEnd(arrow, id);
        if (!reached.has(other) && arrowShown(arrow)) next.add(other);
      }
    }
    border = [...next].sort((a, b) => things[b].arrows.length - things[a].arrows.length || a - b);
    for (const id of border) reached.add(id);
  }
  return { ids: [...reached].slice(0, settings.drawn), cut: reached.size > settings.drawn };
}

// The best connected node, then always the best connected neighbour of those taken: one picture that hangs together.
const OPENING_NODES = 120;
const openingNodes = once(() => {
  const rank = new Map(ranking.map((id, n) => [id, n]));
  const taken = new Set();
  const waiting = new Set();
  while (taken.size < OPENING_NODES) {
    let next = -1;
    for (const id of waiting) if (next < 0 || rank.get(id) < rank.get(next)) next = id;
    if (next < 0) next = ranking.find(id => !taken.has(id));
    waiting.delete(next);
    taken.add(next);
    for (const arrow of things[next].arrows) {
      const other = otherEnd(arrow, next);
      if (!taken.has(other)) waiting.add(other);
    }
  }
  return [...taken];
});

function look() {
  const { ids, cut } = scopeNodes();
  const nodes = ids.filter(id => !isHidden('type', things[id].type));
  const set = new Set(nodes);
  const inScope = new Set(ids);
  const shown = arrows.filter(arrow => set.has(arrow.from) && set.has(arrow.to) && arrowShown(arrow));
  return { nodes, set, inScope, arrows: shown, cut };
}

// Facts of the picture: between two nodes of it, or about one of it.
const shownFacts = () =>
  facts.filter(fact => factShown(fact) && view.set.has(fact.source) && (fact.target < 0 || view.set.has(fact.target)));
