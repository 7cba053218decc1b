// The portal's own script: the theme changes at once, without loading the page again.
const form = document.querySelector('[data-theme-form]');
const button = form.querySelector('button');
const root = document.documentElement;

const current = () => root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

function show() {
  const next = current() === 'dark' ? 'light' : 'dark';
  button.value = next;
  button.textContent = button.dataset[next];
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, button));
  root.dataset.theme = button.value;
  show();
  void fetch(form.action, { method: 'POST', body, redirect: 'manual' });
});
show();

// What somebody was writing is shown where it waits, not folded away.
document.addEventListener('parvis-draft-restored', (event) => {
  const fold = event.target.closest('details');
  if (fold) fold.open = true;
});
