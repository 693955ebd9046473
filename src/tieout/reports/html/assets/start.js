// Starts the page: what needs no data first, then the list of findings.

// A link to a fold opens it.
function openFold() {
  const fold = byId(location.hash.slice(1));
  if (fold?.localName !== 'details') return;
  fold.open = true;
  fold.querySelector('summary').focus({ preventScroll: true });
  fold.scrollIntoView();
}

// On paper every fold is open.
function startPrinting(lists) {
  let closed = [];
  const turn = (printing) => {
    if (printing) closed = document.querySelectorAll('.fold:not([open])');
    for (const fold of closed) fold.open = printing;
    for (const list of lists) list.print(printing);
  };
  addEventListener('beforeprint', () => turn(true));
  addEventListener('afterprint', () => turn(false));
}

function startLists(report) {
  const dialog = new Dialog();
  const list = new Findings(report, dialog);
  startHeat(report, list);
  byId('save').onclick = () => save(report, list.found);
  for (const all of document.querySelectorAll('button[data-check]')) all.onclick = () => list.show(all.dataset.check);
  const lists = [list];
  if (report.ties.length) lists.push(new Ties(report, dialog));
  if (report.events?.length) lists.push(new Events(report, dialog));
  byId('explorer').hidden = false;
  for (const each of lists) each.start();
  return lists;
}

async function start() {
  for (const made of document.querySelectorAll('.script-only')) made.hidden = false;
  startTheme();
  addEventListener('hashchange', openFold);
  openFold();
  let lists = [];
  try {
    lists = startLists(new Report(await unpacked()));
  } catch {
    byId('explorer').hidden = true;
    byId('failure').hidden = false;
  }
  startPrinting(lists);
  document.documentElement.dataset.ready = Math.round(performance.now());
}

start();
