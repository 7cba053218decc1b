// What every element needs is one chunk: this module, and what it imports.
import '../internal/parvis-element.ts';
import { type Early, page } from '../internal/page.ts';
import { configure } from '../provider/provide.ts';

export { define } from '../internal/define.ts';

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
  page().load = load;
  page().knows = knows;
  page().api ??= options.api;
  if (early) page().early ??= early;
  if (connect) configure(options);
}
