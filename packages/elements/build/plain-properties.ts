import type { Plugin } from 'vite';
import { type Node, edited, walk } from './syntax.ts';

type Decorated = Node & {
  decorators: (Node & { expression: Node & { callee?: { name?: string }; arguments?: Node[] } })[];
  key: { name?: string };
};
type Class = Node & { body: Node & { body: Decorated[] } };

/**
 * `@property({ … }) name` and `@state() name` as what Lit makes of them: an entry of `static properties`. The decorators
 * are for who reads the source; without them no page loads the code that they are.
 */
export const plainProperties = (): Plugin => ({
  name: 'parvis-plain-properties',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: /packages\/elements\/src\/.*\.ts$/, code: /@(property|state)\(/ },
    handler(code) {
      const edits: { start: number; end: number; text: string }[] = [];
      for (const node of walk(this.parse(code, { lang: 'ts' }))) {
        // What is imported for its effects alone would bring all that it extends.
        if (node.type === 'ImportDeclaration' && (node['source'] as { value?: string }).value === 'lit/decorators.js')
          edits.push({ start: node.start, end: node.end, text: '' });
        if (node.type !== 'ClassDeclaration') continue;
        const { body } = (node as Class).body;
        const entries: string[] = [];
        for (const { type, decorators = [], key } of body)
          for (const { start, end, expression } of decorators) {
            const kind = expression.callee?.name;
            if (type !== 'PropertyDefinition' || (kind !== 'property' && kind !== 'state')) continue;
            const [given] = expression.arguments ?? [];
            const options =
              kind === 'state'
                ? '{ state: true, attribute: false }'
                : given
                  ? code.slice(given.start, given.end)
                  : '{}';
            entries.push(`${key.name}: ${options}`);
            edits.push({ start, end, text: '' });
          }
        const { start } = (node as Class).body;
        if (entries.length)
          edits.push({ start: start + 1, end: start + 1, text: ` static properties = { ${entries.join(', ')} };` });
      }
      return { code: edited(code, edits), map: null };
    },
  },
});
