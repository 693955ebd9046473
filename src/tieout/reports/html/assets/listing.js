// The list of findings: sorted, fifty a page, counted in a status line.

const PAGE = 50;
const PRINTED = 200;

// Heading of each column, and what it is sorted by.
const FIELDS = [
  ['Severity', (report, finding) => SEVERITIES.indexOf(report.severity[finding]) * 2 + 1 - report.certain[finding]],
  ['Check', (report, finding) => report.checkOf(finding).code],
  ['Row', (report, finding) => `${report.tableOf(finding).name} ${report.key(finding)}`],
  ['What is recorded', (report, finding) => report.text('message', finding)],
  ['Source', (report, finding) => report.sourceName(finding) || ''],
];

class Listing {
  constructor(report, open) {
    Object.assign(this, { report, open, found: [], page: 0, size: PAGE, field: 0, direction: 1 });
    this.head = byId('list').tHead.rows[0];
    this.head.append(...FIELDS.map(([words], field) => el('th', { scope: 'col' }, button(words, () => this.sortBy(field)))));
    this.head.append(el('th', { scope: 'col' }, el('span.unseen', 'Details')));
    byId('previous').onclick = () => this.turn(-1);
    byId('next').onclick = () => this.turn(1);
  }

  sortBy(field) {
    this.direction = field === this.field ? -this.direction : 1;
    this.field = field;
    this.refresh();
  }

  // Filters anew, sorts, and shows the first page.
  refresh() {
    const key = FIELDS[this.field][1];
    const keyed = matching(this.report).map((finding) => [key(this.report, finding), finding]);
    keyed.sort(([a, first], [b, second]) => this.direction * ((a > b) - (a < b)) || first - second);
    this.found = keyed.map(([, finding]) => finding);
    this.page = 0;
    writeAddress();
    this.draw();
  }

  turn(pages) {
    this.page += pages;
    this.draw();
    byId('count').scrollIntoView();
  }

  draw() {
    const { found, size, report } = this;
    const total = found.length;
    const first = this.page * size;
    const shown = found.slice(first, first + size);
    byId('count').textContent = total === report.size ? findings(total) : `${number(total)} of ${findings(report.size)}`;
    byId('position').textContent = total ? `${number(first + 1)} to ${number(first + shown.length)} of ${number(total)}` : 'nothing matches these filters';
    byId('previous').disabled = first === 0;
    byId('next').disabled = first + size >= total;
    byId('findings').classList.toggle('unfiltered', total === report.size);
    const order = this.direction > 0 ? 'ascending' : 'descending';
    [...this.head.cells].forEach((cell, field) => cell.setAttribute('aria-sort', field === this.field ? order : 'none'));
    this.head.lastChild.removeAttribute('aria-sort');
    byId('list').tBodies[0].replaceChildren(...shown.map((finding, at) => this.line(finding, first + at)));
  }

  line(finding, position) {
    const { report } = this;
    const message = report.text('message', finding);
    const details = button('Details', () => this.open(position));
    details.setAttribute('aria-label', legible(`Details of finding ${number(position + 1)}: ${message}`).slice(0, 200));
    const cells = [
      badges(report, finding),
      [el('code', visible(report.checkOf(finding).code, 40))],
      rowName(report, finding),
      [visible(message, 300)],
      [visible(report.sourceName(finding), 60)],
    ];
    return el('tr', ...cells.map((content, field) => el('td', { 'data-label': FIELDS[field][0] }, el('span', ...content))), el('td', details));
  }
}

function badges(report, finding) {
  const word = report.severity[finding];
  return [el(`span.badge.${word}`, word), report.certain[finding] ? null : ' ', report.certain[finding] ? null : el('span.badge.possible', 'possible')];
}

// The key of a finding's row, and where it stands.
function rowName(report, finding) {
  const [file, at] = report.where(finding);
  const key = report.key(finding).flatMap(([, value], part) => [part ? ' / ' : null, visible(value, 60)]);
  return [...key, file ? el('span.place', visible(file, 80), at === null ? null : ` line ${at}`) : null];
}
