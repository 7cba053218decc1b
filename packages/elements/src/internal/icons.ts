import { type TemplateResult, html as lit } from 'lit';
import { type Icon, constant } from './icon.ts';

export { icon } from './icon.ts';

type Inlined = { strings: TemplateStringsArray; kept: number[]; icons: [index: number, icon: unknown][] };
const inlined = new WeakMap<TemplateStringsArray, Inlined>();

function inline(strings: TemplateStringsArray, values: unknown[]): Inlined {
  const parts = [strings[0]!];
  const kept: number[] = [];
  const icons: Inlined['icons'] = [];
  values.forEach((value, index) => {
    const rest = strings[index + 1]!;
    const { markup } = (value ?? {}) as Partial<Icon>;
    if (markup) {
      parts[parts.length - 1] += markup + rest;
      icons.push([index, value]);
    } else {
      parts.push(rest);
      kept.push(index);
    }
  });
  return { strings: constant(parts), kept, icons };
}

/**
 * Lit's `html` for what is drawn a hundred times: icons in it become part of the template instead of a template each,
 * which halves what has to be cloned and inserted. Where an icon is another one than at first, it is a template again.
 */
export function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult<1> {
  let known = inlined.get(strings);
  if (!known) inlined.set(strings, (known = inline(strings, values)));
  const { kept, icons } = known;
  if (!icons.length || icons.some(([index, icon]) => values[index] !== icon)) return lit(strings, ...values);
  return lit(known.strings, ...kept.map((index) => values[index]));
}
