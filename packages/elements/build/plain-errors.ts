import type { Plugin } from 'vite';
import { type Node, edited, walk } from './syntax.ts';

type Thrown = Node & { argument: Node & { callee?: { name?: string }; arguments?: Node[] } };

/**
 * Lit explains mistakes to whoever writes elements. What is built was written and tested already: it throws the same
 * errors, without the sentences that no page would ever see.
 */
export const plainErrors = (): Plugin => ({
  name: 'parvis-plain-errors',
  apply: 'build',
  transform: {
    filter: { id: /node_modules\/(@lit\/)?(lit|reactive)-?\w*\//, code: /throw Error\(/ },
    handler(code) {
      const edits: { start: number; end: number; text: string }[] = [];
      for (const node of walk(this.parse(code))) {
        if (node.type !== 'ThrowStatement') continue;
        const { argument } = node as Thrown;
        if (argument.callee?.name === 'Error' && argument.arguments?.length)
          edits.push({ start: argument.start, end: argument.end, text: 'Error()' });
      }
      return { code: edited(code, edits), map: null };
    },
  },
});
