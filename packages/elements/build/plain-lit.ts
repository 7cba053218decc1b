import type { Plugin } from 'vite';
import { type Node, edited, walk } from './syntax.ts';

type Thrown = Node & { argument: Node & { callee?: { name?: string }; arguments?: Node[] } };
type Stated = Node & { expression: Node & { expressions?: Node[] } };
type Declared = Node & { init?: Node | null };
type Edit = { start: number; end: number; text: string };

/** What tells whether a browser has constructable style sheets. All that have what our style sheets say have them. */
const asksForSheets = /^[^;]{0,120}['"]adoptedStyleSheets['"] ?in Document\.prototype/;
/** The call of a polyfill that no page of ours has, and the list of copies that only the development build reads. */
const forOthers = /^\w+\?\.\(|^\(\w+\.\w+Versions\?\?=/;

/**
 * Lit explains mistakes to whoever writes elements, and draws in browsers that have no container queries either. What is
 * built was written and tested already: it throws the same errors, without the sentences that no page would ever see,
 * and leaves out the ways that none of our browsers takes.
 */
export const plainLit = (): Plugin => ({
  name: 'parvis-plain-lit',
  apply: 'build',
  transform: {
    filter: { id: /node_modules\/(@lit\/)?(lit|reactive)-?\w*\//, code: /throw Error\(|Versions\?\?=/ },
    handler(code) {
      const edits: Edit[] = [];
      const replace = ({ start, end }: Node, text: string) => edits.push({ start, end, text });
      const program = this.parse(code) as unknown as { body: Node[] };
      for (const { type, expression } of program.body as Stated[]) {
        if (type !== 'ExpressionStatement') continue;
        for (const part of expression.expressions ?? [expression])
          if (forOthers.test(code.slice(part.start, part.end))) replace(part, '0');
      }
      for (const node of walk(program)) {
        if (node.type === 'VariableDeclarator') {
          const { init } = node as Declared;
          if (init && asksForSheets.test(code.slice(init.start, init.end))) replace(init, 'true');
        }
        if (node.type !== 'ThrowStatement') continue;
        const { argument } = node as Thrown;
        if (argument.callee?.name === 'Error' && argument.arguments?.length) replace(argument, 'Error()');
      }
      return { code: edited(code, edits), map: null };
    },
  },
});
