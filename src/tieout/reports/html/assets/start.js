// Starts the page: what needs no data first, then the list of findings.

function showFindings(list, check, source) {
  setFilters(check, source);
  list.refresh();
  byId('findings').scrollIntoView();
  FILTERS.check.focus({ preventScroll: true });
}

// A link to a check opens its fold.
function openFold() {
  const fold = byId(location.hash.slice(1));
  if (!fold || !fold.classList.contains('fold')) return;
  fold.open = true;
  fold.querySelector('summary').focus({ preventScroll: true });
  fold.scrollIntoView();
}

// On paper every fold is open, and a filtered list shows more than one page.
function startPrinting(list) {
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('.fold:not([open])')];
    for (const fold of closed) fold.open = true;
    if (!list) return;
    list.size = PRINTED;
    list.page = 0;
    list.draw();
  });
  addEventListener('afterprint', () => {
    for (const fold of closed) fold.open = false;
    if (!list) return;
    list.size = PAGE;
    list.draw();
  });
}

function startFilters(list) {
  const form = byId('filters');
  let waiting = 0;
  form.onsubmit = (event) => event.preventDefault();
  form.onchange = () => list.refresh();
  form.onreset = () => setTimeout(() => list.refresh());
  FILTERS.words.oninput = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => list.refresh(), 120);
  };
}

async function start() {
  document.querySelectorAll('.script-only').forEach((hidden) => (hidden.hidden = false));
  startTheme();
  addEventListener('hashchange', openFold);
  openFold();
  let report;
  try {
    report = new Report(await unpacked());
  } catch {
    byId('failure').hidden = false;
    startPrinting(null);
    return;
  }
  const dialog = new Dialog(report);
  const list = new Listing(report, (position) => dialog.open(position));
  dialog.list = list;
  fillFilters(report);
  startFilters(list);
  startHeat(report, list);
  startPrinting(list);
  byId('save').onclick = () => save(report, list.found);
  document.querySelectorAll('button[data-check]').forEach((all) => (all.onclick = () => showFindings(list, all.dataset.check)));
  const filtered = readAddress();
  byId('explorer').hidden = false;
  list.refresh();
  if (filtered) byId('findings').scrollIntoView();
  document.documentElement.dataset.ready = Math.round(performance.now());
}

start();
