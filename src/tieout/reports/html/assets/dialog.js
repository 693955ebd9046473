// One finding: its whole row with every reason the row is listed, and the way back to the quoted words.

class Dialog {
  constructor(report) {
    this.report = report;
    this.dialog = byId('dialog');
    this.dialog.onclose = () => this.returnTo.focus();
  }

  open(position) {
    const finding = this.list.found[position];
    byId('dialog-body').replaceChildren(this.bar(position), ...this.content(finding));
    if (!this.dialog.open) {
      this.returnTo = document.activeElement;
      this.dialog.showModal();
    }
    this.dialog.scrollTop = 0;
    byId('dialog-title').focus();
  }

  bar(position) {
    const total = this.list.found.length;
    const previous = button('Previous', () => this.open(position - 1));
    const next = button('Next', () => this.open(position + 1));
    previous.disabled = position === 0;
    next.disabled = position === total - 1;
    const words = el('span.small', `${number(position + 1)} of ${number(total)}`);
    return el('div.bar', previous, next, words, el('span.space'), button('Close', () => this.dialog.close()));
  }

  content(finding) {
    const { report } = this;
    const { anchor, code, summary } = report.checkOf(finding);
    const about = el('a', { href: `#${anchor}` }, 'About this check');
    about.onclick = () => {
      this.returnTo = byId(anchor).querySelector('summary');
      this.dialog.close();
    };
    const todo = byId(anchor).querySelector('.todo');
    return [
      el('h2', { id: 'dialog-title', tabindex: -1 }, visible(report.text('message', finding), 600)),
      el('p', ...badges(report, finding), ' ', visible(summary, 300), ' ', el('code', visible(code, 40)), ' ', about),
      el('p', el('b', 'Expected: '), visible(report.text('expected', finding))),
      el('div.columns', this.row(finding), el('div', el('h3', 'What it rests on'), traceList(report, finding))),
      todo ? el('div.advice', todo.cloneNode(true)) : '',
    ];
  }

  // Each reason stands in full at the first of its cells, and by its code at the others.
  row(finding) {
    const { report } = this;
    const { columns, partial } = report.tableOf(finding);
    const [file, at] = report.where(finding);
    const reasons = report.siblings(finding);
    const told = new Set();
    const list = el('dl.row');
    columns.forEach((name, cell) => {
      const about = reasons.filter((reason) => report.columns[reason].includes(name));
      const lines = about.map((reason) => this.why(reason, told));
      const value = visible(report.cells(finding)[cell], 1000);
      const shown = about.length ? el('dd.faulty', el('span', { 'aria-hidden': true }, '✗ '), value, ...lines) : el('dd', value);
      list.append(el('dt', visible(name, 80)), shown);
    });
    const elsewhere = reasons.filter((reason) => !told.has(reason)).map((reason) => this.why(reason, told));
    const place = file ? el('p.small', visible(file, 200), at === null ? null : `, line ${number(at)}`) : null;
    const rest = partial ? el('p.small', 'The rest of the row is not part of this report.') : null;
    return el('div', el('h3', 'The row'), place, list, rest, ...elsewhere);
  }

  why(finding, told) {
    const { report } = this;
    const words = told.has(finding) ? [] : [report.certain[finding] ? ': ' : ', possible: ', visible(report.text('message', finding))];
    told.add(finding);
    return el('span.why', visible(report.checkOf(finding).code, 40), ...words);
  }
}
