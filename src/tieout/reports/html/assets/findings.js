// The list of findings.

const SEVERITIES = ['error', 'warning', 'note'];
const FINDING_FIELDS = [
  ['Severity', (at, report) => SEVERITIES.indexOf(report.severity[at]) * 2 + 1 - report.certain[at], badges],
  ['Check', (at, report) => report.checkOf(at).code, (at, report) => [el('code', visible(report.checkOf(at).code))]],
  ['Row', (at, report) => `${report.tableOf(at).name} ${report.key(at)}`, rowName],
  ['What is recorded', (at, report) => report.text('message', at)],
  ['Source', (at, report) => report.sourceName(at) || ''],
];

class Findings extends Listing {
  constructor(report, dialog) {
    super('findings', 'finding', FINDING_FIELDS, [...report.check.keys()], report, dialog);
    this.field = 0;
    const counts = report.checks.map(() => 0);
    for (const check of report.check) counts[check]++;
    this.filters.fill('check', report.checks.map(({ anchor, code, summary }, at) => [anchor, `${code} ${summary} (${number(counts[at])})`]));
    this.filters.fill('severity', SEVERITIES.map((word) => [word]));
    this.filters.fill('table', report.tables.map(({ name }) => [name]));
    this.filters.fill('source', report.sources.map(([id, name]) => [id, name || id]));
    this.filters.fill('certain', [['certain'], ['possible']]);
  }

  matching({ severity, certain }) {
    const { report, filters } = this;
    const chosen = ['check', 'table', 'source'].map((name) => [report[name], filters.chosen(name)]);
    return (at) =>
      chosen.every(([values, wanted]) => wanted < 0 || values[at] === wanted) &&
      (!severity || report.severity[at] === severity) &&
      (!certain || Boolean(report.certain[at]) === (certain === 'certain'));
  }

  searched(at) {
    const { report } = this;
    const { code, id, summary } = report.checkOf(at);
    return [code, id, summary, report.instance[at], report.text('message', at), ...report.cells(at), report.sourceName(at)];
  }

  title(finding) {
    return this.report.text('message', finding);
  }

  dialogue(finding) {
    return findingContent(this.report, finding, this.dialog);
  }

  // Lists the findings of a check, and perhaps of one source, and goes there.
  show(check, source) {
    const { filters, section } = this;
    filters.form.reset();
    filters.fields.check.selectedIndex = Number(check) + 1;
    filters.fields.source.selectedIndex = source === undefined ? 0 : Number(source) + 1;
    this.refresh();
    section.scrollIntoView();
    filters.fields.check.focus({ preventScroll: true });
  }
}

function badges(finding, report) {
  const word = report.severity[finding];
  return [el(`span.badge.${word}`, word), ...(report.certain[finding] ? [] : [' ', el('span.badge.possible', 'possible')])];
}

// The key of a finding's row, and where it stands.
function rowName(finding, report) {
  const [file, at] = report.where(finding);
  const key = report.key(finding).flatMap(([, value], part) => [part ? ' / ' : null, visible(value, 60)]);
  return [...key, file ? el('span.place', visible(file, 80), at === null ? null : ` line ${at}`) : null];
}
