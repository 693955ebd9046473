// What a list shows: a form with fields, and the address that keeps them.

class Filters {
  constructor(section, refresh) {
    this.place = `#${section.id}`;
    this.form = section.querySelector('form');
    this.fields = this.form.elements;
    this.form.onsubmit = (event) => event.preventDefault();
    // The search field refreshes while it is typed in; once more on leaving it would take the row from under the mouse.
    this.form.onchange = (event) => event.target === this.fields.words || refresh();
    this.form.onreset = () => setTimeout(refresh);
    let waiting = 0;
    this.fields.words.oninput = () => {
      clearTimeout(waiting);
      waiting = setTimeout(refresh, 120);
    };
  }

  // Fills a choice with pairs of value and words, `all` before them; a value alone is its own words.
  fill(name, pairs) {
    const made = pairs.map(([value, words = value]) => new Option(legible(words).slice(0, 90), value));
    this.fields[name].replaceChildren(new Option('all', ''), ...made);
  }

  // The text of each field by its name.
  get values() {
    return Object.fromEntries(new FormData(this.form));
  }

  // Which of the pairs is chosen; -1 for all.
  chosen(name) {
    return this.fields[name].selectedIndex - 1;
  }

  write() {
    const kept = new URLSearchParams(Object.entries(this.values).filter(([, value]) => value));
    if (kept.size) history.replaceState(null, '', `${this.place}?${kept}`);
    else if (location.hash.startsWith(`${this.place}?`)) history.replaceState(null, '', this.place);
  }

  // Sets the fields from the address; says whether it holds any.
  read() {
    const [place, query] = location.hash.split('?');
    if (place !== this.place || !query) return false;
    for (const [name, value] of new URLSearchParams(query)) {
      if (!this.fields.namedItem(name)) continue;
      this.fields[name].value = value;
      if (this.fields[name].selectedIndex === -1) this.fields[name].selectedIndex = 0;
    }
    return true;
  }
}
