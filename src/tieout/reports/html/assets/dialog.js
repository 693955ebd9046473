// One line of a list in full, with the way to the lines before and after it.

class Dialog {
  constructor() {
    this.dialog = byId('dialog');
    this.dialog.onclose = () => this.returnTo.focus();
  }

  open(list, position) {
    byId('dialog-body').replaceChildren(this.bar(list, position), ...list.dialogue(list.found[position]).filter(Boolean));
    if (!this.dialog.open) {
      this.returnTo = document.activeElement;
      this.dialog.showModal();
    }
    this.dialog.scrollTop = 0;
    byId('dialog-title').focus();
  }

  // Closes, with the focus on another element than the one it came from.
  leave(target) {
    this.returnTo = target;
    this.dialog.close();
  }

  bar(list, position) {
    const total = list.found.length;
    const previous = button('Previous', () => this.open(list, position - 1));
    const next = button('Next', () => this.open(list, position + 1));
    previous.disabled = position === 0;
    next.disabled = position === total - 1;
    const words = el('span.small', `${number(position + 1)} of ${number(total)}`);
    return el('div.bar', previous, next, words, el('span.space'), button('Close', () => this.dialog.close()));
  }
}
