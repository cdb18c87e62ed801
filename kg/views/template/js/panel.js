// The panel: what is known of the chosen node or arrow, or, when nothing is chosen, of the whole graph.

const SECTIONS = ['office', 'change', 'structure', 'place', 'documents', 'event'];
const SECTION_WORDS = {
  office: ['Chức vụ', 'Offices'],
  change: ['Biến động nhân sự', 'Changes of office'],
  structure: ['Tổ chức', 'Organization'],
  place: ['Địa bàn', 'Places'],
  documents: ['Văn bản', 'Documents'],
  event: ['Đại hội, hội nghị', 'Congresses, sessions'],
  self: TEXT.about,
};

function drawPanel() {
  const panel = byId('panel');
  const content = state.node >= 0 ? nodePanel(things[state.node]) : state.arrow >= 0 ? arrowPanel(arrows[state.arrow])
    : state.scope === 'path' ? pathPanel() : overview();
  panel.replaceChildren(...content);
  panel.scrollTop = 0;
  document.body.classList.toggle('chosen', state.node >= 0 || state.arrow >= 0 || state.scope === 'path');
}

const closeButton = () =>
  make('button', { type: 'button', class: 'icon close', 'aria-label': say('close'), title: say('close'), on: { click: unchoose } }, make('span', { 'aria-hidden': 'true' }, '×'));

function nodePanel(thing) {
  const seen = thing.facts.filter(factShown);
  return [
    closeButton(),
    make('p', { class: 'kind' }, typeIcon(thing.type), inWords(words.kinds[thing.kind])),
    make('h2', {}, thing.label),
    thing.note ? make('p', { class: 'note' }, thing.note) : '',
    focusButtons(thing.id),
    nodeDetails(thing),
    ...factSections(seen, thing.id),
    seen.length < thing.facts.length ? make('p', { class: 'how' }, say('hiddenFacts', number(thing.facts.length - seen.length))) : '',
    mentions(thing),
  ];
}

function focusButtons(id) {
  const active = state.scope === 'near' && state.center.length === 1 && state.center[0] === id ? state.depth : 0;
  const button = depth =>
    make('button', { type: 'button', 'aria-pressed': String(depth === active), on: { click: () => focusOn(id, depth) } }, say(depth === 1 ? 'step' : 'steps', depth));
  return make('div', { class: 'focus', role: 'group', 'aria-label': say('focus') }, make('span', {}, say('focus')), ...[1, 2, 3].map(button),
    make('button', { type: 'button', on: { click: () => askForPathEnd(id) } }, say('path')));
}

function nodeDetails(thing) {
  const lines = new Map();
  for (const [key, text, node] of thing.details) {
    if (!lines.has(key)) lines.set(key, []);
    lines.get(key).push(node >= 0 ? nodeButton(node) : detailText(key, text));
  }
  const list = make('dl', {});
  for (const [key, values] of lines) {
    const value = make('dd', {});
    values.forEach((part, n) => value.append(...(n ? [', ', part] : [part])));
    list.append(make('dt', {}, inWords(words.details[key])), value);
  }
  list.append(make('dt', {}, say('iri')), make('dd', { class: 'iri' }, thing.iri));
  return list;
}

function factSections(list, from) {
  const groups = new Map(SECTIONS.map(name => [name, []]));
  groups.set('self', []);
  for (const fact of list) groups.get(words.relations[fact.relation]?.group || 'self').push(fact);
  const order = { current: 0, effective: 0, incoming: 1, '': 2, approved: 2, proposed: 3, former: 4 };
  return [...groups].filter(([, group]) => group.length).map(([name, group]) => {
    const sorted = [...group].sort((a, b) => order[a.status] - order[b.status] || a.id - b.id);
    return make(
      'section', {},
      make('h3', {}, inWords(SECTION_WORDS[name]), ' ', make('span', { class: 'number' }, number(group.length))),
      ...portions(sorted, 30, fact => factLine(fact, from)),
    );
  });
}

function mentions(thing) {
  if (!thing.mentions.length) return '';
  return make(
    'details', { class: 'mentions' },
    make('summary', {}, say('mentions'), ' ', make('span', { class: 'number' }, number(thing.mentions.length))),
    ...portions(thing.mentions, 25, id => quoteLine(quotes[id])),
  );
}

function arrowPanel(arrow) {
  return [
    closeButton(),
    make('p', { class: 'kind' }, say('relation')),
    make('h2', { class: 'ends' }, nodeButton(arrow.from), make('span', { class: 'way' }, '→'), nodeButton(arrow.to)),
    ...arrow.facts.filter(factShown).map(fact => factLine(fact, -1)),
  ];
}

function overview() {
  const counts = SORTS[0];
  return [
    make('h2', {}, say('overview')),
    make('p', { class: 'note' }, say('overviewHint')),
    make('ul', { class: 'counts' }, ...counts.names.filter(name => counts.count.get(name)).map(name =>
      make('li', {}, typeIcon(name), make('strong', {}, number(counts.count.get(name))), counts.text(name)))),
    make('h3', {}, say('hubs')),
    make('ol', { class: 'hubs' }, ...ranking.filter(id => !isHidden('type', things[id].type)).slice(0, 8).map(id =>
      make('li', {}, nodeButton(id), make('small', {}, things[id].note)))),
    make('h3', {}, say('articles'), ' ', make('span', { class: 'number' }, number(articles.length))),
    make('ul', { class: 'articles' }, ...portions(newestFirst, 12, articleLine)),
  ];
}

const articleLine = article =>
  make(
    'li', {},
    article.text
      ? make('button', { type: 'button', class: 'plain', on: { click: () => openReader(article, null) } }, article.title || say('untitled'))
      : link(article.url, article.title || say('untitled')),
    make('small', {}, [article.publisher, article.date && day(article.date)].filter(Boolean).join(' · ')),
  );

// Brings the chosen node into sight without changing the zoom more than needed.
function showNode(id) {
  if (state.table || !view.set.has(id)) return;
  const [panel, stage] = [byId('panel').getBoundingClientRect(), byId('stage').getBoundingClientRect()];
  // On a phone the panel covers the lower part of the picture.
  const covered = panel.left < stage.right ? stage.bottom - panel.top : 0;
  network.focus(id, { scale: Math.max(0.7, Math.min(1.2, network.getScale())), offset: { x: 0, y: -covered / 2 }, animation: gently() });
}
