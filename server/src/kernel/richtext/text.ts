import type { Block, Inline, RichText } from '@parvis/contracts';

function inlineText(nodes: Inline[]): string {
  return nodes
    .map((node): string => {
      switch (node.type) {
        case 'text':
        case 'code':
          return node.text;
        case 'break':
          return '\n';
        case 'mention':
          return `@${node.name}`;
        case 'tag':
          return `#${node.name}`;
        case 'image':
          return node.alt;
        default:
          return inlineText(node.children);
      }
    })
    .join('');
}

function blockText(node: Block): string {
  switch (node.type) {
    case 'quote':
      return plainText(node.children);
    case 'list':
      return node.items.map(plainText).join('\n');
    case 'code':
      return node.text;
    case 'table':
      return [node.head, ...node.rows].map((row) => row.map(inlineText).join('\t')).join('\n');
    case 'rule':
      return '';
    default:
      return inlineText(node.children);
  }
}

/** The words alone, one block per line: for search, excerpts and mail. */
export function plainText(tree: RichText): string {
  return tree
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n');
}

/** The beginning of a text, to recognise it by: at most so many characters, with a sign where there is more of it. */
export function beginning(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  return `${characters
    .slice(0, most - 1)
    .join('')
    .trimEnd()}…`;
}

/** Every inline node, also those inside others, in reading order. */
export function* inlineNodes(tree: RichText): Generator<Inline> {
  for (const node of tree) {
    if (node.type === 'quote') yield* inlineNodes(node.children);
    else if (node.type === 'list') for (const item of node.items) yield* inlineNodes(item);
    else if (node.type === 'table')
      for (const row of [node.head, ...node.rows]) for (const cell of row) yield* within(cell);
    else if ('children' in node) yield* within(node.children);
  }
}

function* within(nodes: Inline[]): Generator<Inline> {
  for (const node of nodes) {
    yield node;
    if ('children' in node) yield* within(node.children);
  }
}

/** All that a text says: its words, and the addresses that it leads to, as a browser shows them. */
export function saidIn(tree: RichText): string {
  const addresses = [...inlineNodes(tree)].flatMap((node) => (node.type === 'link' ? [readable(node.href)] : []));
  return [plainText(tree), ...new Set(addresses)].join('\n\n');
}

function readable(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** The first address on the web that a text leads to. */
export function firstLink(tree: RichText): string | null {
  for (const node of inlineNodes(tree)) if (node.type === 'link' && /^https?:/i.test(node.href)) return node.href;
  return null;
}
