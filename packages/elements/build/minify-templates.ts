import type { Plugin } from 'vite';

type Node = { type: string; start: number; end: number; [key: string]: unknown };
type Quasi = Node & { value: { raw: string } };

/** Comments and the white space that only makes a style sheet readable. */
const css = (text: string) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([{};,>])\s*/g, '$1')
    .replace(/([\w-]): /g, '$1:')
    .replace(/;}/g, '}');

/** One space says as much as an indented line. Nothing here stands inside `<pre>` or `<textarea>`. */
const html = (text: string) => text.replace(/\s+/g, ' ');

const kinds: Record<string, (text: string) => string> = { css, html };

function* taggedTemplates(node: unknown): Generator<{ kind: string; quasis: Quasi[] }> {
  if (Array.isArray(node)) for (const one of node) yield* taggedTemplates(one);
  else if (node && typeof node === 'object') {
    const { type, tag, quasi } = node as Node & { tag?: { name?: string }; quasi?: { quasis: Quasi[] } };
    if (type === 'TaggedTemplateExpression' && tag?.name && kinds[tag.name])
      yield { kind: tag.name, quasis: quasi!.quasis };
    for (const value of Object.values(node)) yield* taggedTemplates(value);
  }
}

/** Makes the templates of our elements as small as the code around them. */
export const minifyTemplates = (): Plugin => ({
  name: 'parvis-minify-templates',
  apply: 'build',
  transform: {
    filter: { id: /packages\/elements\/src\// },
    handler(code) {
      const edits: { start: number; end: number; text: string }[] = [];
      for (const { kind, quasis } of taggedTemplates(this.parse(code)))
        for (const { start, end, value } of quasis) edits.push({ start, end, text: kinds[kind]!(value.raw) });
      edits.sort((one, other) => other.start - one.start);
      for (const { start, end, text } of edits) code = code.slice(0, start) + text + code.slice(end);
      return { code, map: null };
    },
  },
});
