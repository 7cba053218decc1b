/**
 * Once what the page shows first stands there and nothing else is to be done: the time for what follows by itself. It
 * comes within a second also where the page is never idle.
 */
export const afterView = () =>
  new Promise<void>((done) =>
    setTimeout(
      () => ('requestIdleCallback' in globalThis ? requestIdleCallback(() => done(), { timeout: 500 }) : done()),
      200,
    ),
  );

/** Once what was drawn is on the screen. A page or a frame that nobody sees paints nothing: a moment later there. */
export const painted = () =>
  new Promise<void>((done) => {
    setTimeout(done, 200);
    requestAnimationFrame(() => setTimeout(done));
  });
