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
