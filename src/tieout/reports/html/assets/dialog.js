// One finding: its whole row with every reason the row is listed, and the way back to the quoted words.

class Dialog {
  constructor(report) {
    this.report = report;
    this.dialog = byId('dialog');
    this.list = null;
    this.dialog.onclose = () => this.returnTo && this.returnTo.focus();
  }

  open(position) {
    const finding = this.list.found[position];
    if (!this.dialog.open) this.returnTo = document.activeElement;
    byId('dialog-body').replaceChildren(this.bar(position), ...this.content(finding));
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.scrollTop = 0;
    byId('dialog-title').focus();
  }

  bar(position) {
    const total = this.list.found.length;
    const previous = button('Previous', () => this.open(position - 1));
    const next = button('Next', () => this.open(position + 1));
    previous.disabled = position === 0;
    next.disabled = position === total - 1;
    const words = element('span', { class: 'small' }, `${number(position + 1)} of ${number(total)}`);
    return element('div', { class: 'bar' }, previous, next, words, element('span', { class: 'space' }), button('Close', () => this.dialog.close()));
  }

  content(finding) {
    const { report } = this;
    const check = report.checks[report.check[finding]];
    const fold = byId(check.anchor);
    const todo = fold && fold.querySelector('.todo');
    const about = element('a', { href: `#${check.anchor}` }, 'About this check');
    about.onclick = () => this.dialog.close();
    return [
      element('h2', { id: 'dialog-title', tabindex: -1 }, visible(report.text('message', finding), 600)),
      element('p', null, ...badges(report, finding), ' ', visible(check.summary, 300), ' ', element('code', null, visible(check.code, 40)), ' ', about),
      element('p', { class: 'small' }, 'Expected: ', visible(report.text('expected', finding))),
      element('div', { class: 'columns' }, this.row(finding), this.support(finding)),
      todo ? todo.cloneNode(true) : null,
    ].filter(Boolean);
  }

  row(finding) {
    const { report } = this;
    const { file, line: at } = report.where(finding);
    const place = file ? element('p', { class: 'small' }, visible(file, 200), at === null ? '' : `, line ${number(at)}`) : null;
    const list = element('dl', { class: 'row' });
    const reasons = report.siblings(finding);
    const cells = report.row[finding] < 0 ? report.key(finding) : report.tables[report.table[finding]].columns.map((name, n) => [name, report.cells(finding)[n]]);
    for (const [name, value] of cells) {
      const why = reasons.filter((other) => report.columns[other].includes(name));
      list.append(element('dt', null, visible(name, 80)), this.cell(value, why));
    }
    const elsewhere = reasons.filter((other) => !report.columns[other].some((name) => cells.some(([shown]) => shown === name)));
    return element('div', null, element('h3', null, 'The row'), place, list, ...elsewhere.map((other) => this.why(other)));
  }

  cell(value, reasons) {
    if (!reasons.length) return element('dd', null, visible(value, 1000));
    return element('dd', { class: 'faulty' }, element('span', { 'aria-hidden': 'true' }, '✗ '), visible(value, 1000), ...reasons.map((other) => this.why(other)));
  }

  why(finding) {
    const { report } = this;
    const code = report.checks[report.check[finding]].code;
    const possible = report.certain[finding] ? '' : 'possible: ';
    return element('span', { class: 'why' }, `${legible(code)}: ${possible}`, visible(report.text('message', finding)));
  }

  support(finding) {
    const content = this.report.row[finding] < 0 ? element('p', null, 'The row is not part of this report.') : traceList(this.report, finding);
    return element('div', null, element('h3', null, 'What it rests on'), content);
  }
}
