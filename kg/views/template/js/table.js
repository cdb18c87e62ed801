// The same as the picture, as tables: for the keyboard, for screen readers, and for reading through.

let tableSort = 'facts';
const ROWS = 200;

function drawTable() {
  byId('table').hidden = !state.table;
  document.body.classList.toggle('tabular', state.table);
  byId('as-table').setAttribute('aria-pressed', String(state.table));
  if (!state.table) return;
  const tab = (name, key, count) =>
    make('button', { type: 'button', 'aria-pressed': String(tableSort === name), on: { click: () => { tableSort = name; drawTable(); } } }, `${say(key)} (${number(count)})`);
  const list = shownFacts();
  byId('table').replaceChildren(
    make('div', { class: 'tabs', role: 'group', 'aria-label': say('table') }, tab('facts', 'factsTable', list.length), tab('nodes', 'nodesTable', view.nodes.length)),
    tableSort === 'facts' ? factsTable(list) : nodesTable(),
  );
}

function tableOf(keys, items, row) {
  const body = make('tbody', {});
  const more = make('button', { type: 'button', class: 'plain' });
  let next = 0;
  const fill = () => {
    body.append(...items.slice(next, next + ROWS).map(row));
    next += ROWS;
    more.hidden = next >= items.length;
    more.textContent = say('more', number(Math.min(ROWS, items.length - next)));
  };
  more.addEventListener('click', fill);
  fill();
  const head = make('tr', {}, ...keys.map(key => make('th', { scope: 'col' }, say(key))));
  return make('div', { class: 'rows' }, make('table', {}, make('thead', {}, head), body), more);
}

const cell = (...content) => make('td', {}, ...content);

const factsTable = list =>
  tableOf(['subject', 'relation', 'object', 'status', 'quote'], list, fact => {
    const [quote] = fact.quotes.map(id => quotes[id]);
    return make(
      'tr', {},
      make('th', { scope: 'row' }, nodeButton(fact.source)),
      cell(factLabel(fact)),
      cell(fact.target >= 0 ? nodeButton(fact.target) : ''),
      cell([inWords(words.statuses[fact.status]), factDates(fact)].filter(Boolean).join(', ')),
      make('td', { class: 'quote' }, ...(quote ? [make('q', {}, quote.exact), make('small', {}, ...sourceOf(quote))] : [say('noQuote')])),
    );
  });

const nodesTable = () =>
  tableOf(['name', 'type', 'note', 'links'], view.nodes, id =>
    make(
      'tr', {},
      make('th', { scope: 'row' }, nodeButton(id)),
      cell(inWords(words.kinds[things[id].kind])),
      cell(things[id].note),
      make('td', { class: 'number' }, number(things[id].arrows.filter(arrowShown).length)),
    ));
