import type { RichText } from '@parvis/contracts';

type Block = RichText[number];
type Inline = Extract<Block, { type: 'paragraph' }>['children'][number];

const inline = (node: Inline): string => {
  if ('text' in node) return node.text;
  if ('children' in node) return node.children.map(inline).join('');
  if (node.type === 'mention') return `@${node.name}`;
  if (node.type === 'tag') return `#${node.name}`;
  return node.type === 'image' ? node.alt : ' ';
};

const block = (node: Block): string => {
  if (node.type === 'list') return node.items.flat().map(block).join(' ');
  if (node.type === 'quote') return node.children.map(block).join(' ');
  if (node.type === 'table') return node.head.flat().map(inline).join(' ');
  if (node.type === 'code') return node.text;
  return 'children' in node ? node.children.map(inline).join('') : '';
};

/** The first words of a text, for a line in a list. */
export function excerpt(text: RichText, length = 120): string {
  const words = text.map(block).join(' ').replace(/\s+/g, ' ').trim();
  return words.length > length ? `${words.slice(0, length).replace(/\s+\S*$/, '')}…` : words;
}
