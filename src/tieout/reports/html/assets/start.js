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
  if (!fold?.classList.contains('fold')) return;
  fold.open = true;
  fold.querySelector('summary').focus({ preventScroll: true });
  fold.scrollIntoView();
}

// On paper every fold is open, and a filtered list shows more than one page.
function startPrinting(list) {
  const resize = (size) => {
    Object.assign(list, { size, page: 0 });
    list.draw();
  };
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('.fold:not([open])')];
    for (const fold of closed) fold.open = true;
    if (list) resize(PRINTED);
  });
  addEventListener('afterprint', () => {
    for (const fold of closed) fold.open = false;
    if (list) resize(PAGE);
  });
}

function startFilters(list) {
  const form = byId('filters');
  let waiting = 0;
  form.onsubmit = (event) => event.preventDefault();
  // The search field refreshes while it is typed in; once more on leaving it would take the row from under the mouse.
  form.onchange = (event) => event.target === FILTERS.words || list.refresh();
  form.onreset = () => setTimeout(() => list.refresh());
  FILTERS.words.oninput = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => list.refresh(), 120);
  };
}

function startFindings(report) {
  const dialog = new Dialog(report);
  const list = new Listing(report, (position) => dialog.open(position));
  dialog.list = list;
  fillFilters(report);
  startFilters(list);
  startHeat(report, list);
  byId('save').onclick = () => save(report, list.found);
  for (const all of document.querySelectorAll('button[data-check]')) all.onclick = () => showFindings(list, all.dataset.check);
  const filtered = readAddress();
  byId('explorer').hidden = false;
  list.refresh();
  if (filtered) byId('findings').scrollIntoView();
  return list;
}

async function start() {
  for (const made of document.querySelectorAll('.script-only')) made.hidden = false;
  startTheme();
  addEventListener('hashchange', openFold);
  openFold();
  let list = null;
  try {
    list = startFindings(new Report(await unpacked()));
  } catch {
    byId('explorer').hidden = true;
    byId('failure').hidden = false;
  }
  startPrinting(list);
  document.documentElement.dataset.ready = Math.round(performance.now());
}

start();
