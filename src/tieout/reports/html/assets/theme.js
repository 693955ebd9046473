// Light or dark: as the system says, or as the reader last chose.

const chosenTheme = {
  get() {
    try {
      return localStorage.getItem('tieout-theme');
    } catch {
      return null; // a page opened from a disk may have no storage
    }
  },
  set(theme) {
    try {
      localStorage.setItem('tieout-theme', theme);
    } catch {
      // then the choice lasts as long as the page
    }
  },
};

function startTheme() {
  const root = document.documentElement;
  const chosen = chosenTheme.get();
  if (chosen === 'dark' || chosen === 'light') root.dataset.theme = chosen;
  const dark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches);
  const name = () => (byId('theme').textContent = dark() ? 'Light colours' : 'Dark colours');
  byId('theme').onclick = () => {
    root.dataset.theme = dark() ? 'light' : 'dark';
    chosenTheme.set(root.dataset.theme);
    name();
  };
  name();
}
