/*
 * A navigation that keeps the document: the body is drawn anew, its scripts run again (under another address, so that
 * the browser takes them for others), style sheets that came since the page was loaded are dropped.
 */
(() => {
  const kept = new Set(document.querySelectorAll('link[rel="stylesheet"]'));
  let count = 0;
  globalThis.visitOther = () => {
    const body = document.body.cloneNode(true);
    for (const sheet of document.querySelectorAll('style, link[rel="stylesheet"]'))
      if (!kept.has(sheet)) sheet.remove();
    document.adoptedStyleSheets = [];
    document.body.replaceChildren();
    history.pushState({}, '', `?visit=${++count}`);
    for (const script of body.querySelectorAll('script')) {
      const again = document.createElement('script');
      for (const { name, value } of script.attributes) again.setAttribute(name, value);
      again.src = `${script.src.replace(/\?.*/, '')}?t=${count}`;
      script.replaceWith(again);
    }
    for (const element of body.querySelectorAll('[data-parvis]')) element.replaceChildren();
    document.body.replaceChildren(...body.childNodes);
  };
})();
