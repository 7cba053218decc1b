/* The host's own script: what is there before Parvis comes, and what of it is another thing afterwards. */
(() => {
  const prototypes = () =>
    ['Array', 'Object', 'Function', 'String', 'Number', 'Promise', 'Map', 'Set', 'JSON', 'Math', 'Reflect', 'Intl']
      .concat([
        'Node',
        'Element',
        'HTMLElement',
        'Document',
        'ShadowRoot',
        'Event',
        'EventTarget',
        'Window',
        'CSSStyleSheet',
      ])
      .concat([
        'customElements',
        'history',
        'navigator',
        'location',
        'localStorage',
        'fetch',
        'XMLHttpRequest',
        'DOMParser',
      ])
      .flatMap((name) => {
        const found = globalThis[name];
        return [
          [name, found],
          [`${name}.prototype`, found?.prototype],
        ];
      })
      .filter(([, found]) => found && typeof found !== 'string');
  const look = () =>
    new Map(
      prototypes().flatMap(([name, found]) =>
        Reflect.ownKeys(found).map((key) => {
          const described = Reflect.getOwnPropertyDescriptor(found, key);
          return [`${name} ${String(key)}`, [described.value, described.get, described.set]];
        }),
      ),
    );
  const names = () => new Set(Reflect.ownKeys(globalThis));
  const before = { natives: look(), names: names() };
  // Single keys are shortcuts of the page, unless somebody is writing.
  globalThis.shortcuts = [];
  for (const type of ['keydown', 'keypress', 'keyup'])
    document.addEventListener(type, ({ key, target }) => {
      if (!/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !target.isContentEditable)
        globalThis.shortcuts.push(key);
    });
  globalThis.hostChanges = () => {
    const after = look();
    const changed = [...after].filter(
      ([name, now]) => before.natives.get(name)?.some((was, at) => was !== now[at]) ?? true,
    );
    const lost = [...before.natives.keys()].filter((name) => !after.has(name));
    return {
      natives: [...changed.map(([name]) => name), ...lost],
      globals: [...names()].filter((name) => !before.names.has(name) && !/^\d+$/.test(String(name))).map(String),
      cookie: document.cookie,
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      attributes: [document.documentElement, document.body].map((element) => element.cloneNode(false).outerHTML),
      children: [...document.head.children, ...document.body.children]
        .map(({ localName }) => localName)
        .filter((name) => name !== 'script'),
      focus: document.activeElement?.localName,
      entries: history.length,
      title: document.title,
    };
  };
})();
