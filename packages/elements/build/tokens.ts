export type Token = {
  name: string;
  description: string;
  /** Properties of platforms that are taken where a page does not set it, first one first. */
  platforms: string[];
  /** What it is where nobody says anything. */
  initial: string;
};

/** `var(--a, var(--b, red))` as its names and what is left. */
function peeled(value: string): { names: string[]; rest: string } {
  const [, name, inner] = /^var\(\s*(--[\w-]+)\s*,\s*([\s\S]*)\)$/.exec(value.trim()) ?? [];
  if (!name || !inner || name.startsWith('--_')) return { names: [], rest: value.trim() };
  const { names, rest } = peeled(inner);
  return { names: [name, ...names], rest };
}

/** The `var(…)` that begins with a token, up to the bracket that closes it. */
function wholeVar(text: string): string {
  const start = text.indexOf('var(--parvis-');
  let open = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '(') open++;
    if (text[at] === ')' && --open === 0) return text.slice(start, at + 1);
  }
  return '';
}

/** What pages may set, from the style sheets that read it: the comment before the first declaration with a token tells of it. */
export function tokensIn(sheets: string): Token[] {
  const tokens = new Map<string, Token>();
  const names = new Map<string, string>();
  const plain = sheets.replace(/\s+/g, ' ').replace(/\( /g, '(').replace(/ \)/g, ')');
  for (const [, comment = '', property = '', value = ''] of plain.matchAll(
    /(?:\/\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?([\w-]+):\s*([^;{}]*--parvis-[^;{}]*);/g,
  )) {
    const { names: chain, rest } = peeled(wholeVar(value));
    const [name, ...platforms] = chain;
    if (!name || tokens.has(name)) continue;
    names.set(property, name);
    tokens.set(name, { name, description: comment.trim(), platforms, initial: rest });
  }
  return [...tokens.values()].map((token) => ({
    ...token,
    initial: token.initial.replace(/var\((--_[\w-]+)\)/g, (whole, inner: string) => names.get(inner) ?? whole),
  }));
}
