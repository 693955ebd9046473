// Reading the page's data, as payload.py writes it.

async function unpacked() {
  const bytes = Uint8Array.from(atob(byId('data').textContent), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).json();
}

// A column: its values, or distinct values and which of them each row has.
const column = (stored) => (Array.isArray(stored) ? stored : stored.at.map((at) => stored.of[at]));

function summed(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

// A text, or the pieces that wording.py makes of it: texts, and numbers of the row's cells.
function worded(wording, cells) {
  if (!Array.isArray(wording)) return wording;
  return wording.map((piece) => (typeof piece === 'number' ? cells[piece] : piece)).join('');
}

class Table {
  constructor(stored) {
    Object.assign(this, stored, { file: column(stored.file), line: summed(stored.line) });
    this.indices = {};
  }

  value(row, role) {
    return role in this.roles ? this.rows[row][this.roles[role]] : null;
  }

  // The row whose column of this role holds the value, or -1.
  find(role, value) {
    this.indices[role] ||= new Map(this.rows.map((_, row) => [this.value(row, role), row]));
    return this.indices[role].get(value) ?? -1;
  }
}

class Report {
  constructor(stored) {
    const held = stored.findings;
    this.checks = stored.checks;
    this.sources = stored.sources;
    this.tables = stored.tables.map((table) => new Table(table));
    for (const name in held) this[name] = column(held[name]);
    this.row = summed(held.step);
    this.names = new Map(this.sources);
    this.ties = [];
    if (stored.tie_out) this.readTies(stored.tie_out);
    this.together = Map.groupBy(this.row.keys(), (finding) => this.place(finding));
  }

  // The ties as objects, with the name of their source, their event, and whether all links hold.
  readTies({ facts, links, events, notes, cut, states }) {
    STATES.push(...states);
    const unfolded = (columns) => Object.entries(columns).map(([name, values]) => [name, column(values)]);
    const [told, plain] = [facts, links].map(unfolded);
    this.events = events.map(([id, bracket, told]) => ({ id, bracket, notes: told.map((at) => notes[at]), ties: [] }));
    const named = new Map(this.events.map((event) => [event.id, event]));
    this.ties = links.row.map((row, at) => {
      const tie = Object.fromEntries(plain.map(([name, values]) => [name, values[at]]));
      for (const [name, values] of told) tie[name] = worded(values[at], this.tables[tie.table]?.rows[row]);
      const whole = named.get(tie.event);
      whole?.ties.push(tie);
      return Object.assign(tie, { name: this.nameOf(tie.source), tied: tie.states.every((state) => state === 0), whole });
    });
    this.cut = cut;
  }

  nameOf(source) {
    return this.names.get(source) || source;
  }

  // The ties of a row, or those of the event, the source or the document that it is.
  tiesOf({ table, row }) {
    const is = (named, role) => named && this.tables[table].value(row, role) === named;
    const about = ({ event, source, document }) =>
      is(event, 'event.id') || is(source, 'source.id') || is(source, 'source.name') || is(document, 'document.id');
    return this.ties.filter((tie) => (tie.table === table && tie.row === row) || about(tie));
  }

  place(finding) {
    return `${this.table[finding]}:${this.row[finding]}`;
  }

  // All findings of the row that a finding is about.
  siblings(finding) {
    return this.together.get(this.place(finding));
  }

  tableOf(finding) {
    return this.tables[this.table[finding]];
  }

  checkOf(finding) {
    return this.checks[this.check[finding]];
  }

  cells(finding) {
    return this.tableOf(finding).rows[this.row[finding]];
  }

  // `observed`, `expected` or `message`.
  text(kind, finding) {
    return worded(this[kind][finding], this.cells(finding));
  }

  // [name, value] of the columns that identify the row.
  key(finding) {
    const { columns, key } = this.tableOf(finding);
    return key.map((name) => [name, this.cells(finding)[columns.indexOf(name)] ?? null]);
  }

  // File and line where the row stands, as recorded.
  where(finding) {
    const { file, line } = this.tableOf(finding);
    const row = this.row[finding];
    return [file[row], line[row] < 0 ? null : line[row]];
  }

  sourceName(finding) {
    const source = this.sources[this.source[finding]];
    return source ? source[1] || source[0] : null;
  }
}
