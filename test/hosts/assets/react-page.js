/* A page of React 17: attributes of custom elements are strings, and nothing else. */
(() => {
  const { createElement } = globalThis.React;
  const draw = (scope) =>
    globalThis.ReactDOM.render(
      createElement('parvis-feed', { scope, for: 'canteen', lang: 'fr' }),
      document.querySelector('.zone'),
    );
  globalThis.drawAgain = draw;
  document.addEventListener('DOMContentLoaded', () => draw('community'));
})();
