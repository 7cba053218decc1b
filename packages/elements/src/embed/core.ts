import { page } from '../internal/page.ts';
import { attachRoot, configure } from '../provider/provide.ts';

export { define } from '../internal/define.ts';

type Start = {
  api: string;
  tokenUrl: string | undefined;
  postUrl: string | undefined;
  lang: string | undefined;
  connect: boolean;
  load: (tag: string) => void;
  knows: (tag: string) => boolean;
};

export function start({ load, knows, connect, ...options }: Start) {
  page().load = load;
  page().knows = knows;
  page().api ??= options.api;
  attachRoot();
  if (connect) configure(options);
}
