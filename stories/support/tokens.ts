/** The tokens that pages set, read from the style sheets that take them; those that every element starts with first. */
import { tokensIn } from '../../packages/elements/build/tokens.ts';

const first = import.meta.glob<string>('../../packages/elements/src/styles/tokens.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const others = import.meta.glob<string>(
  ['../../packages/elements/src/styles/base.ts', '../../packages/elements/src/*/*.styles.ts'],
  { query: '?raw', import: 'default', eager: true },
);

const sheets = [...Object.values(first), ...Object.values(others)].join('\n');
/** `painted`: what style sheets of elements call it, where it is a colour. */
export const designTokens = tokensIn(sheets).map((token) => ({
  ...token,
  painted: /^--parvis-(brand|color-.*)$/.test(token.name)
    ? new RegExp(`(--_[\\w-]+):\\s*var\\(\\s*${token.name}[\\s,]`).exec(sheets)?.[1]
    : undefined,
}));
