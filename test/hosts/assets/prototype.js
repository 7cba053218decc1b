/*
 * What Prototype 1.7 is known to do to what a page has: written from its documented effects, and no part of it. The
 * library itself is used where it is installed.
 */
(() => {
  const $A = (list) => {
    if (!list) return [];
    if ('toArray' in Object(list)) return list.toArray();
    return Array.prototype.slice.call(Object(list), 0, list.length || 0);
  };
  Array.from = $A;
  const enumerable = {
    each(run, that) {
      Array.prototype.forEach.call(this, run, that);
      return this;
    },
    toArray() {
      return Array.prototype.slice.call(this);
    },
    include(sought) {
      return this.indexOf(sought) !== -1;
    },
    first() {
      return this[0];
    },
    last() {
      return this[this.length - 1];
    },
    compact() {
      return this.filter((value) => value != null);
    },
    without(...values) {
      return this.filter((value) => !values.includes(value));
    },
    find(test, that) {
      for (let at = 0; at < this.length; at++) if (test.call(that, this[at], at)) return this[at];
    },
    size() {
      return this.length;
    },
    // Without the native one's second argument.
    concat(...lists) {
      const all = Array.prototype.slice.call(this, 0);
      for (const list of lists) {
        if (Array.isArray(list)) for (const value of list) all.push(value);
        else all.push(list);
      }
      return all;
    },
  };
  for (const [name, method] of Object.entries(enumerable)) Array.prototype[name] = method;
  delete Array.prototype.entries;
  Object.assign(String.prototype, {
    strip() {
      return this.replace(/^\s+|\s+$/g, '');
    },
    camelize() {
      return this.replace(/-+(.)?/g, (_, letter) => (letter ? letter.toUpperCase() : ''));
    },
    empty() {
      return this === '';
    },
    blank() {
      return /^\s*$/.test(this);
    },
    toQueryParams() {
      return {};
    },
    interpolate() {
      return String(this);
    },
  });
  Object.assign(Number.prototype, {
    times(run) {
      for (let at = 0; at < this; at++) run(at);
      return this;
    },
    succ() {
      return this + 1;
    },
  });
  const { apply } = Reflect;
  Function.prototype.bind = function (that, ...first) {
    if (arguments.length < 2 && that === undefined) return this;
    const bound = (...rest) => apply(this, that, [...first, ...rest]);
    return bound;
  };
  Function.prototype.defer = function (...values) {
    return setTimeout(() => this(...values), 10);
  };
  Function.prototype.delay = function (seconds, ...values) {
    return setTimeout(() => this(...values), seconds * 1000);
  };
  const chained = (run) =>
    function (...values) {
      run(this, ...values);
      return this;
    };
  Object.assign(HTMLElement.prototype, {
    show: chained((element) => (element.style.display = '')),
    hide: chained((element) => (element.style.display = 'none')),
    update: chained((element, text) => (element.textContent = text ?? '')),
    remove: chained((element) => element.parentNode.removeChild(element)),
    insert: chained((element, text) => element.append(text)),
    select(selector) {
      return Array.prototype.slice.call(this.querySelectorAll(selector));
    },
    match(selector) {
      return this.matches(selector);
    },
    visible() {
      return this.style.display !== 'none';
    },
    up(selector) {
      return this.parentElement?.closest(selector);
    },
    down(selector) {
      return this.querySelector(selector);
    },
    previous() {
      return this.previousElementSibling;
    },
    next() {
      return this.nextElementSibling;
    },
    identify() {
      return this.id || (this.id = `anonymous_element_${++anonymous}`);
    },
    observe: chained((element, name, run) => element.addEventListener(name, run)),
    stopObserving: chained((element, name, run) => element.removeEventListener(name, run)),
    fire(name) {
      return this.dispatchEvent(new Event(name, { bubbles: true }));
    },
    wrap: chained(() => {}),
    request() {},
    activate: chained((element) => element.focus()),
    focusFirstElement() {},
    serialize() {
      return '';
    },
    present() {
      return this.value !== '';
    },
    clear: chained((element) => (element.value = '')),
    disable: chained((element) => (element.disabled = true)),
    enable: chained((element) => (element.disabled = false)),
  });
  let anonymous = 0;
  globalThis.$A = $A;
  globalThis.$ = (id) => document.getElementById(id);
  globalThis.$$ = (selector) => $A(document.querySelectorAll(selector));
})();
