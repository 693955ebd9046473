// The list of findings: sorted, fifty a page, counted in a status line.

const PAGE = 50;
const PRINTED = 200;

const FIELDS = [
  ['Severity', (report, finding) => SEVERITIES.indexOf(report.severity[finding]) * 2 + 1 - report.certain[finding]],
  ['Check', (report, finding) => report.checks[report.check[finding]].code],
  ['Row', (report, finding) => `${report.tableName(finding)} ${report.key(finding).map(([, value]) => value).join(' ')}`],
  ['What is recorded', (report, finding) => report.text('message', finding)],
  ['Source', (report, finding) => report.sourceName(finding) || ''],
];

class Listing {
  constructor(report, open) {
    this.report = report;
    this.open = open;
    this.found = [];
    this.page = 0;
    this.size = PAGE;
    this.field = 0;
    this.direction = 1;
    this.head = byId('list').tHead.rows[0];
    this.body = byId('list').tBodies[0];
    FIELDS.forEach(([words], field) => this.head.append(element('th', { scope: 'col' }, button(words, () => this.sortBy(field)))));
    this.head.append(element('th', { scope: 'col' }, element('span', { class: 'unseen' }, 'Details')));
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
    this.found = matching(this.report);
    const key = FIELDS[this.field][1];
    const keys = new Map(this.found.map((finding) => [finding, key(this.report, finding)]));
    const order = (a, b) => (typeof a === 'number' ? a - b : a < b ? -1 : a > b ? 1 : 0);
    this.found.sort((a, b) => this.direction * order(keys.get(a), keys.get(b)) || a - b);
    this.page = 0;
    writeAddress();
    this.draw();
  }

  turn(pages) {
    this.page += pages;
    this.draw();
    byId('count').scrollIntoView({ block: 'start' });
  }

  draw() {
    const { found, size, report } = this;
    const first = this.page * size;
    const shown = found.slice(first, first + size);
    byId('count').textContent = found.length === report.size ? plural(report.size, 'finding', 'findings') : `${number(found.length)} of ${plural(report.size, 'finding', 'findings')}`;
    byId('position').textContent = found.length ? `${number(first + 1)} to ${number(first + shown.length)} of ${number(found.length)}` : 'nothing matches these filters';
    byId('previous').disabled = this.page === 0;
    byId('next').disabled = first + size >= found.length;
    byId('findings').classList.toggle('unfiltered', found.length === report.size);
    [...this.head.cells].slice(0, FIELDS.length).forEach((cell, field) => {
      if (field === this.field) cell.setAttribute('aria-sort', this.direction > 0 ? 'ascending' : 'descending');
      else cell.removeAttribute('aria-sort');
    });
    this.body.replaceChildren(...shown.map((finding, at) => this.line(finding, first + at)));
  }

  line(finding, position) {
    const { report } = this;
    const check = report.checks[report.check[finding]];
    const details = button('Details', () => this.open(position));
    details.setAttribute('aria-label', legible(`Details of finding ${number(position + 1)}: ${report.text('message', finding)}`).slice(0, 200));
    const cell = (field, ...content) => element('td', { 'data-label': FIELDS[field][0] }, element('span', null, ...content));
    const message = cell(3, visible(report.text('message', finding), 300));
    message.classList.add('message');
    return element(
      'tr',
      null,
      cell(0, ...badges(report, finding)),
      cell(1, element('code', null, visible(check.code, 40))),
      cell(2, ...rowName(report, finding)),
      message,
      cell(4, visible(report.sourceName(finding), 60)),
      element('td', { 'data-label': '' }, details),
    );
  }
}

function badges(report, finding) {
  const word = report.severity[finding];
  const severity = element('span', { class: `badge ${word}` }, word);
  return report.certain[finding] ? [severity] : [severity, ' ', element('span', { class: 'badge possible' }, 'possible')];
}

// The key of a finding's row, and where it stands.
function rowName(report, finding) {
  const { file, line: at } = report.where(finding);
  const key = report.key(finding).flatMap(([, value], part) => (part ? [' / ', visible(value, 60)] : [visible(value, 60)]));
  return [...key, file ? element('span', { class: 'place' }, visible(file, 80), at === null ? '' : ` line ${at}`) : null];
}
