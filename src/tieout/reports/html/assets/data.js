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
    this.size = this.row.length;
    this.together = new Map();
    for (let finding = 0; finding < this.size; finding++) {
      const place = `${this.table[finding]}:${this.row[finding]}`;
      if (!this.together.has(place)) this.together.set(place, []);
      this.together.get(place).push(finding);
    }
  }

  // All findings of the row that a finding is about.
  siblings(finding) {
    return this.together.get(`${this.table[finding]}:${this.row[finding]}`);
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

  // `observed`, `expected` or `message`: a text, or pieces with numbers of the row's cells between them.
  text(kind, finding) {
    const wording = this[kind][finding];
    if (!Array.isArray(wording)) return wording;
    const cells = this.cells(finding);
    return wording.map((piece) => (typeof piece === 'number' ? cells[piece] : piece)).join('');
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
