// Reading the page's data, as payload.py writes it.

async function unpacked() {
  const bytes = Uint8Array.from(atob(byId('data').textContent), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).json();
}

// A column: its values, or distinct values and which of them each row has.
const column = (stored) => (Array.isArray(stored) ? stored : stored.at.map((at) => stored.of[at]));

function summed(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

// A text, or pieces of text with numbers of the row's cells between them.
function worded(wording, cells) {
  if (!Array.isArray(wording)) return wording;
  return wording.map((piece) => (typeof piece === 'number' ? (cells[piece] ?? '') : piece)).join('');
}

class Table {
  constructor(stored) {
    Object.assign(this, stored);
    this.file = column(stored.file);
    this.line = summed(stored.line);
    this.indices = new Map();
  }

  value(row, role) {
    const at = this.roles[role];
    return at === undefined ? null : this.rows[row][at];
  }

  // The row whose column of this role holds the value, or -1.
  find(role, value) {
    if (!this.indices.has(role)) {
      const index = new Map();
      this.rows.forEach((_, row) => {
        const key = this.value(row, role);
        if (!index.has(key)) index.set(key, row);
      });
      this.indices.set(role, index);
    }
    return this.indices.get(role).get(value) ?? -1;
  }

  // [name, value] of the columns that identify a row.
  key(row) {
    const names = this.keyNames.length ? this.keyNames : this.columns.slice(0, 1);
    return names.map((name) => [name, this.rows[row][this.columns.indexOf(name)] ?? null]);
  }
}

class Report {
  constructor(stored) {
    const { findings } = stored;
    this.checks = stored.checks;
    this.sources = stored.sources;
    this.tables = stored.tables.map(({ key, ...rest }) => new Table({ ...rest, keyNames: key }));
    this.check = column(findings.check);
    this.source = findings.source;
    this.severity = column(findings.severity);
    this.certain = findings.certain;
    this.table = column(findings.table);
    this.row = summed(findings.step);
    this.instance = column(findings.instance);
    this.columns = column(findings.columns);
    this.wordings = {
      observed: column(findings.observed),
      expected: column(findings.expected),
      message: column(findings.message),
    };
    this.loose = new Map(findings.loose.map(([finding, table, key, file, line]) => [finding, { table, key, file, line }]));
    this.size = this.check.length;
    this.together = new Map();
    for (let finding = 0; finding < this.size; finding++) {
      const place = this.place(finding);
      if (this.together.has(place)) this.together.get(place).push(finding);
      else this.together.set(place, [finding]);
    }
  }

  place(finding) {
    return this.row[finding] < 0 ? `?${finding}` : `${this.table[finding]}:${this.row[finding]}`;
  }

  // All findings of the row that a finding is about.
  siblings(finding) {
    return this.together.get(this.place(finding));
  }

  cells(finding) {
    return this.row[finding] < 0 ? [] : this.tables[this.table[finding]].rows[this.row[finding]];
  }

  text(kind, finding) {
    return worded(this.wordings[kind][finding], this.cells(finding));
  }

  tableName(finding) {
    return this.table[finding] < 0 ? this.loose.get(finding).table : this.tables[this.table[finding]].name;
  }

  key(finding) {
    if (this.loose.has(finding)) return Object.entries(this.loose.get(finding).key);
    return this.tables[this.table[finding]].key(this.row[finding]);
  }

  where(finding) {
    const loose = this.loose.get(finding);
    const table = this.tables[this.table[finding]];
    const file = loose ? loose.file : table.file[this.row[finding]];
    const line = loose ? loose.line : table.line[this.row[finding]];
    return { file, line: line === null || line < 0 ? null : line };
  }

  sourceName(finding) {
    const source = this.sources[this.source[finding]];
    return source ? source[1] || source[0] : null;
  }
}
