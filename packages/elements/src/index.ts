/**
 * What a page that bundles the library needs beside its elements: `@parvis/elements/feed/define` registers
 * `<parvis-feed>`, `@parvis/elements/feed` is its class alone.
 */
export type { DefineOptions, ParvisElementClass } from './internal/define.ts';
export { addLocale, type Translation } from './provider/added.ts';
export { register } from './internal/register.ts';
export type { ConnectionOptions } from './provider/connection.ts';
export { configure } from './provider/provide.ts';
export * from './events/index.ts';
