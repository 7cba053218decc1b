import type { Plugin } from 'vite';
import { type Node, edited, walk } from './syntax.ts';

type Tagged = Node & { tag: { name?: string }; quasi: { quasis: (Node & { value: { raw: string } })[] } };

/** Comments and the white space that only makes a style sheet readable. */
const css = (text: string) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([{};,>])\s*/g, '$1')
    .replace(/([\w-]): /g, '$1:')
    .replace(/;}/g, '}')
    .replace(/\b0\.(\d)/g, '.$1')
    .replace(/(var|light-dark|color-mix)\( /g, '$1(')
    // In a calculation only plus and minus need the space around them.
    .replace(/ \* (?=var\()/g, '*')
    .replace(/ \)/g, ')');

/** One space says as much as an indented line. Nothing here stands inside `<pre>` or `<textarea>`. */
const html = (text: string) => text.replace(/\s+/g, ' ');

const kinds: Record<string, (text: string) => string> = { css, html };

/** Makes the templates of our elements as small as the code around them. */
export const minifyTemplates = (): Plugin => ({
  name: 'parvis-minify-templates',
  apply: 'build',
  transform: {
    filter: { id: /packages\/elements\/src\//, code: /\b(css|html)`/ },
    handler(code) {
      const edits: { start: number; end: number; text: string }[] = [];
      for (const node of walk(this.parse(code))) {
        const minify = node.type === 'TaggedTemplateExpression' && kinds[(node as Tagged).tag.name ?? ''];
        if (!minify) continue;
        for (const { start, end, value } of (node as Tagged).quasi.quasis)
          edits.push({ start, end, text: minify(value.raw) });
      }
      return { code: edited(code, edits), map: null };
    },
  },
});
