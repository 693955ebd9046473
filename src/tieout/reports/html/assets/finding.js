// What the dialog shows of a finding: its whole row with every reason the row is listed, and what it rests on.

function findingContent(report, finding, dialog) {
  const { anchor, code, summary } = report.checkOf(finding);
  const about = el('a', { href: `#${anchor}` }, 'About this check');
  about.onclick = () => dialog.leave(byId(anchor).querySelector('summary'));
  const todo = byId(anchor).querySelector('.todo');
  const at = { table: report.table[finding], row: report.row[finding] };
  const ties = report.tiesOf(at);
  const [tie, ...more] = ties;
  // Ties of the row itself; where there are none, those of other rows that rest on it.
  const own = tie?.table === at.table;
  const rests = own && !more.length ? [] : ties.slice(0, 50).map((each) => tieFold(report, each));
  if (!own || !more.length) rests.unshift(traceList(report, at, own ? tie : null, report.nearest[finding]));
  return [
    titled(visible(report.text('message', finding), 600)),
    el('p', ...badges(finding, report), ' ', visible(summary, 300), ' ', el('code', visible(code, 40)), ' ', about),
    el('p', el('b', 'Expected: '), visible(report.text('expected', finding))),
    el('div.columns', rowOf(report, finding), el('div', el('h3', 'What it rests on'), ...rests, unlisted(ties[50]))),
    ...eventView(report, more.every(({ whole }) => whole === tie.whole) && tie?.whole, ties),
    todo ? el('div.advice', todo.cloneNode(true)) : '',
  ];
}

// One of several figures that stand in the same row, or that tell of the same event.
function tieFold(report, tie) {
  const [figure, value, name] = [tie.figure, tie.value, tie.name].map((text) => visible(text, 80));
  return el('details.more', el('summary', figure, ': ', value, ', according to ', name), traceList(report, tie, tie));
}

// The cells in question come first: this finding's, then those of the row's other findings. Each reason stands in full
// at the first of its cells, and by its code at the others.
function rowOf(report, finding) {
  const { columns, partial } = report.tableOf(finding);
  const [file, at] = report.where(finding);
  const reasons = report.siblings(finding);
  const told = new Set();
  const list = el('dl.facts');
  const aboutCell = (cell) => reasons.filter((reason) => report.columns[reason].includes(columns[cell]));
  const rank = (cell) => (aboutCell(cell).includes(finding) ? 0 : aboutCell(cell).length ? 1 : 2);
  for (const cell of [...columns.keys()].sort((a, b) => rank(a) - rank(b))) {
    const about = aboutCell(cell);
    const lines = about.map((reason) => why(report, reason, told));
    const value = visible(report.cells(finding)[cell], 1000);
    const shown = about.length ? el('dd.faulty', el('span', { 'aria-hidden': true }, '✗ '), value, ...lines) : el('dd', value);
    list.append(el('dt', visible(columns[cell], 80)), shown);
  }
  const elsewhere = reasons.filter((reason) => !told.has(reason)).map((reason) => why(report, reason, told));
  const place = file ? el('p.small', visible(file, 200), at === null ? null : `, line ${at}`) : null;
  const rest = partial ? el('p.small', 'The rest of the row is not part of this report.') : null;
  return el('div', el('h3', 'The row'), place, list, rest, ...elsewhere);
}

function why(report, finding, told) {
  const words = told.has(finding) ? [] : [report.certain[finding] ? ': ' : ', possible: ', visible(report.text('message', finding))];
  told.add(finding);
  return el('span.why', visible(report.checkOf(finding).code, 40), ...words);
}
