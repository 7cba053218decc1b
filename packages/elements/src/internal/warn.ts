const told = new Set<string>();

/** Tells the developer of the page once. Not part of a production bundle when called inside `import.meta.env.DEV`. */
export const warnOnce = (message: string) => {
  if (told.has(message)) return;
  told.add(message);
  // eslint-disable-next-line no-console -- the console is where developers of a page look
  console.warn(`[parvis] ${message}`);
};
