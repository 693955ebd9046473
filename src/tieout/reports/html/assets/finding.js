// What the dialog shows of a finding: its whole row with every reason the row is listed, and what it rests on.

function findingContent(report, finding, dialog) {
  const { anchor, code, summary } = report.checkOf(finding);
  const about = el('a', { href: `#${anchor}` }, 'About this check');
  about.onclick = () => dialog.leave(byId(anchor).querySelector('summary'));
  const todo = byId(anchor).querySelector('.todo');
  const at = { table: report.table[finding], row: report.row[finding] };
  const ties = report.tiesOf(at);
  const [tie, ...more] = ties;
  const rests = more.length ? ties.map((each) => tieFold(report, at, each)) : [traceList(report, at, tie)];
  return [
    el('h2', { id: 'dialog-title', tabindex: -1 }, visible(report.text('message', finding), 600)),
    el('p', ...badges(report, finding), ' ', visible(summary, 300), ' ', el('code', visible(code, 40)), ' ', about),
    el('p', el('b', 'Expected: '), visible(report.text('expected', finding))),
    el('div.columns', rowOf(report, finding), el('div', el('h3', 'What it rests on'), ...rests)),
    ...(tie ? eventView(report, ties) : []),
    todo ? el('div.advice', todo.cloneNode(true)) : '',
  ];
}

// One of several figures that stand in the same row.
function tieFold(report, at, tie) {
  return el('details.more', el('summary', visible(tie.figure, 80), ': ', visible(tie.value, 80)), traceList(report, at, tie));
}

// Each reason stands in full at the first of its cells, and by its code at the others.
function rowOf(report, finding) {
  const { columns, partial } = report.tableOf(finding);
  const [file, at] = report.where(finding);
  const reasons = report.siblings(finding);
  const told = new Set();
  const list = el('dl.row');
  columns.forEach((name, cell) => {
    const about = reasons.filter((reason) => report.columns[reason].includes(name));
    const lines = about.map((reason) => why(report, reason, told));
    const value = visible(report.cells(finding)[cell], 1000);
    const shown = about.length ? el('dd.faulty', el('span', { 'aria-hidden': true }, '✗ '), value, ...lines) : el('dd', value);
    list.append(el('dt', visible(name, 80)), shown);
  });
  const elsewhere = reasons.filter((reason) => !told.has(reason)).map((reason) => why(report, reason, told));
  const place = file ? el('p.small', visible(file, 200), at === null ? null : `, line ${number(at)}`) : null;
  const rest = partial ? el('p.small', 'The rest of the row is not part of this report.') : null;
  return el('div', el('h3', 'The row'), place, list, rest, ...elsewhere);
}

function why(report, finding, told) {
  const words = told.has(finding) ? [] : [report.certain[finding] ? ': ' : ', possible: ', visible(report.text('message', finding))];
  told.add(finding);
  return el('span.why', visible(report.checkOf(finding).code, 40), ...words);
}
