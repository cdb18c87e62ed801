// A fact with its evidence, as lines of the panel.

const QUOTES_AT_FIRST = 2;

const nodeButton = id =>
  make('button', { type: 'button', class: 'name', on: { click: () => { choose(id); showNode(id); } } }, typeIcon(things[id].type), things[id].label);

function factLine(fact, from) {
  const backwards = from >= 0 && fact.target === from && fact.source !== from;
  const other = backwards ? fact.source : fact.target;
  const label = make('span', { class: 'label' }, factLabel(fact, backwards));
  const head = from >= 0 ? [label, ...(other >= 0 ? [nodeButton(other)] : [])] : [nodeButton(fact.source), label, nodeButton(fact.target)];
  const chip = fact.status ? make('span', { class: `chip ${fact.status}` }, inWords(words.statuses[fact.status], fact.status)) : null;
  return make(
    'article', { class: 'fact' },
    make('p', { class: 'head' }, ...head, chip),
    factDetails(fact),
    ...quoteLines(fact.quotes),
    make('p', { class: 'how' }, howKnown(fact)),
  );
}

function howKnown(fact) {
  if (!fact.quotes.length) return say('noQuote');
  const parts = [];
  if (fact.confidence) parts.push(say('confidence', Math.round(fact.confidence * 100)));
  if (fact.rule) parts.push(say('rule', fact.rule));
  return parts.join(' · ');
}

function factDetails(fact) {
  const lines = new Map();
  for (const [key, text, node] of fact.details) {
    if (!lines.has(key)) lines.set(key, []);
    lines.get(key).push(node >= 0 ? nodeButton(node) : detailText(key, text));
  }
  if (!lines.size) return null;
  return make('p', { class: 'details' }, ...[...lines].map(([key, values]) => detailItem(key, values)));
}

function detailItem(key, values) {
  const item = make('span', {}, make('b', {}, inWords(words.details[key])), ' ');
  values.forEach((value, n) => item.append(...(n ? [', ', value] : [value])));
  return item;
}

function quoteLines(ids) {
  const lines = ids.map(id => quoteLine(quotes[id]));
  if (lines.length <= QUOTES_AT_FIRST + 1) return lines;
  const rest = lines.slice(QUOTES_AT_FIRST);
  const button = make('button', { type: 'button', class: 'plain', on: { click: () => button.replaceWith(...rest) } }, say('moreQuotes', number(rest.length)));
  return [...lines.slice(0, QUOTES_AT_FIRST), button];
}

function quoteLine(quote) {
  return make('blockquote', {}, make('p', {}, quote.exact), make('footer', {}, ...sourceOf(quote)));
}

// Where a quote stands: article, publisher, date, offsets, and the ways to read on.
function sourceOf({ article, start, end, exact }) {
  if (!article) return [say('characters', number(start), number(end))];
  const title = article.title || say('untitled');
  const rest = [article.publisher, article.date && day(article.date), say('characters', start, end)].filter(Boolean);
  const parts = [make('cite', {}, title), ` · ${rest.join(' · ')}`];
  if (article.text) {
    parts.push(' · ', make('button', { type: 'button', class: 'plain', on: { click: () => openReader(article, { start, end, exact }) } }, say('inArticle')));
  }
  if (isWeb(article.url)) parts.push(' · ', link(article.url, `${say('source')} ↗`));
  return parts;
}

// A long list in portions.
function portions(items, size, line) {
  const head = items.slice(0, size).map(line);
  if (items.length <= size) return head;
  const rest = items.slice(size);
  const button = make('button', { type: 'button', class: 'plain', on: { click: () => button.replaceWith(...portions(rest, size, line)) } }, say('more', number(rest.length)));
  return [...head, button];
}
