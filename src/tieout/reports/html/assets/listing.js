// A list of the page: filtered, sorted, fifty lines a page (on a telephone twenty), counted in a status line.

const PAGE = innerWidth < 640 ? 20 : 50;
const PRINTED = 200;

class Listing {
  // `fields`: heading and sort key of each column, and its content where that is not the key. A list of its own says
  // by `matching`, `searched`, `title` and `dialogue` what its items are.
  constructor(id, noun, fields, items, report, dialog) {
    Object.assign(this, { noun, fields, items, report, dialog, found: [], texts: new Map(), page: 0, lines: PAGE, field: -1, direction: 1 });
    this.section = byId(id);
    this.filters = new Filters(this.section, () => this.refresh());
    this.table = this.section.querySelector('.list');
    this.status = this.section.querySelector('.status');
    [this.previous, this.position, this.next] = this.section.querySelector('.pager').children;
    this.head = this.table.tHead.rows[0];
    this.head.replaceChildren(...fields.map(([words], field) => th(button(words, () => this.sortBy(field)))));
    this.head.append(th(el('span.unseen', 'Details')));
    this.previous.onclick = () => this.turn(-1);
    this.next.onclick = () => this.turn(1);
  }

  // Lists what the address asks for, and shows it if it asks for anything.
  start() {
    const filtered = this.filters.read();
    this.refresh();
    if (filtered) this.section.scrollIntoView();
  }

  sortBy(field) {
    this.direction = field === this.field ? -this.direction : 1;
    this.field = field;
    this.refresh();
  }

  // Filters anew, sorts, and shows the first page.
  refresh() {
    const key = this.fields[this.field]?.[1] || (() => 0);
    const fits = this.matching(this.filters.values);
    const words = this.filters.values.words.toLowerCase().split(/\s+/);
    const found = this.items.filter((item) => fits(item) && words.every((word) => this.text(item).includes(word)));
    const keyed = found.map((item) => [key(item, this.report), item]);
    keyed.sort(([a], [b]) => this.direction * ordered(a, b));
    this.found = keyed.map(([, item]) => item);
    this.page = 0;
    this.filters.write();
    this.draw();
  }

  // What an item is searched by, made when first needed.
  text(item) {
    if (!this.texts.has(item)) this.texts.set(item, this.searched(item).join(' ').toLowerCase());
    return this.texts.get(item);
  }

  turn(pages) {
    this.page += pages;
    this.draw();
    this.status.scrollIntoView();
  }

  // On paper a list that is filtered shows more than one page.
  print(printing) {
    Object.assign(this, { lines: printing && this.found.length < this.items.length ? PRINTED : PAGE, page: 0 });
    this.draw();
  }

  draw() {
    const { found, lines } = this;
    const size = this.items.length;
    const total = found.length;
    const first = this.page * lines;
    const shown = found.slice(first, first + lines);
    const every = counted(size, this.noun) + (this.status.dataset.of || '');
    this.status.textContent = total === size ? every : `${number(total)} of ${every}`;
    this.position.textContent = total ? `${number(first + 1)} to ${number(first + shown.length)} of ${number(total)}` : size ? 'nothing matches these filters' : 'nothing to list';
    this.previous.disabled = first === 0;
    this.next.disabled = first + lines >= total;
    this.section.classList.toggle('unfiltered', total === size);
    const order = this.direction > 0 ? 'ascending' : 'descending';
    this.fields.forEach((_, field) => this.head.cells[field].setAttribute('aria-sort', field === this.field ? order : 'none'));
    this.table.tBodies[0].replaceChildren(...shown.map((item, at) => this.line(item, first + at)));
  }

  line(item, position) {
    const details = button('Details', () => this.dialog.open(this, position));
    details.setAttribute('aria-label', legible(`Details of ${this.noun} ${number(position + 1)}: ${this.title(item)}`).slice(0, 200));
    const cells = this.fields.map(([heading, key, content = (...of) => [visible(key(...of), 300)]]) =>
      el('td', { 'data-label': heading }, ...content(item, this.report)),
    );
    return el('tr', ...cells, el('td', details));
  }
}
