// What every element needs is one chunk: this module, and what it imports.
import '../internal/parvis-element.ts';
import { type Early, page } from '../internal/page.ts';
import { configure } from '../provider/provide.ts';

export { define } from '../internal/define.ts';
export { missed } from '../internal/problems.ts';

type Start = {
  api: string;
  tokenUrl: string | undefined;
  postUrl: string | undefined;
  lang: string | undefined;
  connect: boolean;
  load: (tag: string) => void;
  knows: (tag: string) => boolean;
  early: Early | undefined;
};

export function start({ load, knows, connect, early, ...options }: Start) {
  // Another copy of the library goes on loading what has its prefix.
  const shared = page();
  const other = { ...shared };
  shared.load = (tag) => (knows(tag) ? load : other.load)(tag);
  shared.knows = (tag) => knows(tag) || other.knows(tag);
  shared.api ??= options.api;
  (shared.apis ??= new Set()).add(options.api);
  if (early) shared.early ??= early;
  if (connect) configure(options);
}
