// The page starts here; `draw` brings everything in line with `state`.

let view = { nodes: [], set: new Set(), inScope: new Set(), arrows: [], cut: false };

function draw({ moved = false } = {}) {
  view = look();
  translate();
  drawScope();
  drawLegend();
  drawPanel();
  drawTable();
  drawGraph({ moved });
}

function drawScope() {
  const near = state.scope === 'near';
  const opening = state.scope === 'start' && things.length > settings.opening;
  const text = state.scope === 'path' ? say('pathBetween') : near
    ? `${say('nearOf')} ${[...new Set(state.center.map(id => things[id].label))].join(', ')}`
    : opening ? say('showingTop', number(view.inScope.size), number(things.length)) : say('showingAll');
  byId('scope-text').textContent = view.cut ? `${text} ${say('cut', number(settings.drawn))}` : text;
  byId('depths').hidden = !near;
  for (const button of byId('depths').children) {
    button.textContent = say(button.dataset.depth === '1' ? 'step' : 'steps', button.dataset.depth);
    button.setAttribute('aria-pressed', String(Number(button.dataset.depth) === state.depth));
  }
  byId('scope-start').hidden = state.scope === 'start' || things.length <= settings.opening;
  byId('scope-all').hidden = state.scope === 'all' || (state.scope === 'start' && !opening);
  byId('count').textContent = say('count', number(view.nodes.length), number(things.length), number(view.arrows.length), number(arrows.length));
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
}

function startButtons() {
  const on = (id, act) => byId(id).addEventListener('click', act);
  on('as-table', () => go({ table: !state.table }));
  on('save-png', savePng);
  on('save-csv', saveCsv);
  on('language', () => go({ lang: state.lang === 'vi' ? 'en' : 'vi' }, { step: false }));
  on('theme', () => { setTheme(isDark() ? 'light' : 'dark'); draw(); });
  on('scope-start', () => go({ scope: 'start', center: [] }));
  on('scope-all', () => go({ scope: 'all', center: [] }));
  on('filters', () => {
    const open = document.body.classList.toggle('filtering');
    byId('filters').setAttribute('aria-expanded', String(open));
  });
  for (const button of byId('depths').children) {
    button.addEventListener('click', () => go({ depth: Number(button.dataset.depth) }));
  }
}

function start() {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  setTheme(dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', () => { setTheme(dark.matches ? 'dark' : 'light'); draw(); });
  fromHash();
  startGraph();
  startSearch();
  startReader();
  startButtons();
  network.once('afterDrawing', () => { document.documentElement.dataset.ready = 'true'; });
  draw({ moved: true });
  addEventListener('popstate', () => {
    const scope = scopeKey();
    fromHash();
    draw({ moved: scopeKey() !== scope });
  });
}

start();
