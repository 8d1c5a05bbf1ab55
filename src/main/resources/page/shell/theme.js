const KEPT = 'backupwatch-theme';
const THEMES = ['auto', 'light', 'dark'];

export const theme = () => THEMES.includes(localStorage.getItem(KEPT)) ? localStorage.getItem(KEPT) : THEMES[0];

export function applyTheme() {
  document.documentElement.dataset.theme = theme();
}

export function nextTheme() {
  localStorage.setItem(KEPT, THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
  applyTheme();
}
