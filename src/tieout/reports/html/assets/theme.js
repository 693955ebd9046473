// Light or dark: as the system says, or as the reader last chose.

const STORED = 'tieout-theme';

// A page opened from a disk may have no storage; then the choice lasts as long as the page.
function stored(action) {
  try {
    return action(localStorage);
  } catch {
    return null;
  }
}

function startTheme() {
  const { dataset } = document.documentElement;
  const chosen = stored((storage) => storage.getItem(STORED));
  if (chosen === 'dark' || chosen === 'light') dataset.theme = chosen;
  const now = () => dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  const other = () => (now() === 'dark' ? 'light' : 'dark');
  const name = () => (byId('theme').textContent = `${capital(other())} colours`);
  byId('theme').onclick = () => {
    dataset.theme = other();
    stored((storage) => storage.setItem(STORED, dataset.theme));
    name();
  };
  name();
}
