// The graph as it came with the page: things (nodes), arrows (edges), facts, quotes, articles; each named by its index.

const data = JSON.parse(document.getElementById('data').textContent);
const { settings, words, articles } = data;
const newestFirst = [...articles].sort((a, b) => (b.date || '').localeCompare(a.date || ''));

const things = data.things.map((thing, id) => ({
  aliases: [], details: [], mentions: [], note: '', ...thing,
  id, label: data.nodes[id].label, size: data.nodes[id].size, facts: [], arrows: [],
}));

const arrows = data.edges.map(edge => ({ ...edge, facts: [] }));

const quotes = data.quotes.map(([article, start, end, exact]) => ({ article: articles[article], start, end, exact }));

const facts = data.facts.map((fact, id) => ({
  relation: '', kind: '', role: '', status: '', rule: '', details: [], quotes: [], ...fact, id,
}));

for (const arrow of arrows) {
  things[arrow.from].arrows.push(arrow);
  things[arrow.to].arrows.push(arrow);
}
for (const fact of facts) {
  if (fact.edge >= 0) arrows[fact.edge].facts.push(fact);
  things[fact.source].facts.push(fact);
  if (fact.target >= 0 && fact.target !== fact.source) things[fact.target].facts.push(fact);
}

// Namesakes carry their note on the picture too: "Lê Văn An (Bí thư, Quận ủy B)".
const namesakes = new Map();
for (const { label } of things) namesakes.set(label, (namesakes.get(label) || 0) + 1);
const nameOf = ({ label, note }) => (namesakes.get(label) > 1 && note ? `${label} (${note})` : label);

// The best connected first; equals in the order of their names in the graph.
const ranking = things.map(thing => thing.id).sort((a, b) => things[b].arrows.length - things[a].arrows.length || a - b);

const otherEnd = (arrow, id) => (arrow.from === id ? arrow.to : arrow.from);

// Lower case without diacritics, đ as d: what a reader types.
const plain = text =>
  text.toLowerCase().replace(/đ/g, 'd').normalize('NFD').replace(/\p{Mn}/gu, '').replace(/\s+/g, ' ').trim();

// What an arrow or a line of the panel says: the role, the change, or the relation as read from this end.
function factLabel(fact, backwards = false) {
  if (fact.relation === 'RoleChange') return inWords(words.changes[fact.kind]) + (fact.role ? `: ${fact.role}` : '');
  if (fact.role) return fact.role;
  const relation = words.relations[fact.relation];
  if (!relation) return inWords(words.kinds[fact.kind]);
  return relation[(backwards ? 'back_' : '') + state.lang];
}

const factDates = fact => {
  const of = key => fact.details.filter(([name]) => name === key).map(([, text]) => day(text));
  const span = [of('startDate')[0], of('endDate')[0]];
  if (span[0] || span[1]) return `${span[0] || '…'} – ${span[1] || ''}`.trim();
  return of('date')[0] || '';
};

const detailText = (key, text) =>
  key === 'level' ? inWords(words.levels[text], text) : /^\d{4}(-\d\d){1,2}$/.test(text) ? day(text) : text;

// An address is followed only over the web: never javascript:, data: or file:.
const isWeb = url => /^https?:\/\//i.test(url || '');

const once = make => {
  let made;
  return () => (made ??= make());
};

// An element with properties and children; strings become text, never markup.
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'class') element.className = value;
    else if (name === 'on') for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else if (name in element && !name.startsWith('aria')) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined && child !== ''));
  return element;
}

const link = (url, text) =>
  isWeb(url) ? make('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text) : document.createTextNode(text);

const byId = id => document.getElementById(id);
