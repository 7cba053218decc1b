import type { Token } from 'markdown-it';
import type { Block, Inline, RichText, TableAlignment } from '@parvis/contracts';
import { type MentionMeta, unescape } from './markdown.ts';

/** How many marks (strong, emphasis, link, …) can be inside one another. Deeper ones are left out, their text is kept. */
const inlineDepth = 10;

export interface TreeOptions {
  /** Whether this installation serves that picture; every other one becomes a link to it. */
  ownImage: (src: string) => boolean;
  /**
   * Characters that the addresses of all links may have together. A definition can be referred to thousands of times:
   * without a bound, 20 kB of Markdown become 30 MB.
   */
  addressBudget: number;
  /** The lines that the tokens are of. */
  lines: readonly string[];
  /**
   * Characters, as JSON, that the blocks may have together beyond those of their lines. From the block on that has no room,
   * the lines follow bare.
   */
  room: number;
}

interface Branch {
  token: Token;
  children: Branch[];
}

/** Opening and closing tokens → branches; what is between them is inside. */
function nest(tokens: Token[], depth: number): Branch[] {
  const root: Branch[] = [];
  const open = [root];
  let leftOut = 0;
  for (const token of tokens) {
    const inside = open.at(-1) ?? root;
    if (token.nesting < 0) {
      if (leftOut > 0) leftOut--;
      else open.pop();
    } else if (token.nesting > 0 && open.length > depth) {
      leftOut++;
    } else {
      const branch: Branch = { token, children: [] };
      inside.push(branch);
      if (token.nesting > 0) open.push(branch.children);
    }
  }
  return root;
}

const marks = { strong_open: 'strong', em_open: 'emphasis', s_open: 'strikethrough' } as const;
const alignments: Record<string, TableAlignment> = { left: 'start', center: 'center', right: 'end' };
const languageName = /^[\p{L}\p{N}_+#.-]{1,40}$/u;

/** Text beside text becomes one, so that the same words give the same tree however they were tokenized. */
function joined(nodes: Inline[]): Inline[] {
  const result: Inline[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.type !== 'text') result.push(node);
    else if (last?.type === 'text') last.text += node.text;
    else if (node.text) result.push(node);
  }
  return result;
}

export function toTree(tokens: Token[], options: TreeOptions): RichText {
  let budget = options.addressBudget;

  const address = (branch: Branch, name: 'href' | 'src') => {
    const value = String(branch.token.attrGet(name));
    budget -= value.length;
    return budget < 0 ? null : value;
  };

  const link = (href: string | null, children: Inline[]): Inline[] => {
    if (href === null) return children;
    return [{ type: 'link', href, children: children.length > 0 ? children : [{ type: 'text', text: href }] }];
  };

  const image = (branch: Branch, inLink: boolean): Inline[] => {
    const alt = alternative(branch.token.children ?? []);
    const src = address(branch, 'src');
    const words: Inline[] = alt ? [{ type: 'text', text: alt }] : [];
    if (src === null) return words;
    if (options.ownImage(src)) return [{ type: 'image', src, alt }];
    return inLink ? words : link(src, words);
  };

  const inline = (branch: Branch, inLink: boolean): Inline[] => {
    const { token } = branch;
    const children = () => inlines(branch.children, inLink);
    switch (token.type) {
      case 'text':
        return [{ type: 'text', text: token.content }];
      case 'softbreak':
      case 'hardbreak':
        return [{ type: 'break' }];
      case 'strong_open':
      case 'em_open':
      case 's_open':
        return [{ type: marks[token.type], children: children() }];
      case 'code_inline':
        return [{ type: 'code', text: token.content }];
      case 'link_open':
        return link(address(branch, 'href'), inlines(branch.children, true));
      case 'image':
        return image(branch, inLink);
      case 'mention': {
        const { person } = token.meta as MentionMeta;
        return [{ type: 'mention', person: person.id, name: person.name }];
      }
      case 'tag':
        return [{ type: 'tag', name: token.content }];
      default:
        throw new Error(`No node for the inline token "${token.type}": give it one in kernel/richtext/tree.ts.`);
    }
  };

  const inlines = (branches: Branch[], inLink = false) => joined(branches.flatMap((branch) => inline(branch, inLink)));

  /** What stands in a paragraph, heading or cell. */
  const content = (branch: Branch) =>
    inlines(
      nest(
        branch.children.flatMap(({ token }) => token.children ?? []),
        inlineDepth,
      ),
    );

  const rows = (branch: Branch): Inline[][][] =>
    branch.children.flatMap((section) => section.children.map((row) => row.children.map(content)));

  const table = (branch: Branch): Block => {
    const [head = [], ...body] = rows(branch);
    const columns = branch.children[0]?.children[0]?.children ?? [];
    const style = ({ token }: Branch) => /^text-align:(\w+)$/.exec(String(token.attrGet('style')))?.[1] ?? '';
    return {
      type: 'table',
      alignments: columns.map((column) => alignments[style(column)] ?? null),
      head,
      rows: body.map((row) => row.slice(0, row.findLastIndex((cell) => cell.length > 0) + 1)),
    };
  };

  const list = (branch: Branch, ordered: boolean): Block => ({
    type: 'list',
    ordered,
    start: Number(branch.token.attrGet('start') ?? 1),
    // markdown-it hides the paragraphs of a list whose items are lines.
    tight: branch.children.every((item) =>
      item.children.every(({ token }) => token.type !== 'paragraph_open' || token.hidden),
    ),
    items: branch.children.map((item) => blocks(item.children)),
  });

  const block = (branch: Branch): Block => {
    const { token } = branch;
    switch (token.type) {
      case 'paragraph_open':
        return { type: 'paragraph', children: content(branch) };
      case 'heading_open':
        return { type: 'heading', level: Number(token.tag.slice(1)) as 1, children: content(branch) };
      case 'blockquote_open':
        return { type: 'quote', children: blocks(branch.children) };
      case 'bullet_list_open':
        return list(branch, false);
      case 'ordered_list_open':
        return list(branch, true);
      case 'fence':
      case 'code_block': {
        const language = unescape(token.info).trim().split(/\s/, 1)[0] ?? '';
        const text = token.content.replace(/\n$/, '');
        return { type: 'code', language: languageName.test(language) ? language : null, text };
      }
      case 'table_open':
        return table(branch);
      case 'hr':
        return { type: 'rule' };
      default:
        throw new Error(`No node for the block token "${token.type}": give it one in kernel/richtext/tree.ts.`);
    }
  };

  const empty = (node: Block) => (node.type === 'paragraph' || node.type === 'heading') && node.children.length === 0;
  const blocks = (branches: Branch[]): Block[] => branches.map(block).filter((node) => !empty(node));

  const tree: RichText = [];
  let { room } = options;
  for (const branch of nest(tokens, Infinity)) {
    const node = block(branch);
    if (empty(node)) continue;
    const [first, end] = branch.token.map!;
    const written = options.lines.slice(first, end).reduce((sum, line) => sum + line.length + 1, 0);
    room -= JSON.stringify(node).length - written;
    if (room < 0) return [...tree, ...bare(options.lines.slice(first))];
    tree.push(node);
  }
  return tree;
}

/** Characters after which a paragraph of bare lines ends with its line: few enough to read, and a node costs little. */
const bareParagraph = 400;

/** Lines as they were written, in plain paragraphs. The ends of lines are inside the text: a node for each is too much. */
function bare(lines: readonly string[]): RichText {
  const paragraphs: string[] = [];
  for (const line of lines) {
    const last = paragraphs.at(-1);
    if (last !== undefined && last.length < bareParagraph) paragraphs[paragraphs.length - 1] = `${last}\n${line}`;
    else if (line.trim() !== '') paragraphs.push(line);
  }
  return paragraphs.map((text) => ({ type: 'paragraph', children: [{ type: 'text', text: text.trimEnd() }] }));
}

/** The words of a picture's description, without their marks. */
function alternative(tokens: Token[]): string {
  const word = (token: Token): string => {
    if (token.type === 'softbreak' || token.type === 'hardbreak') return ' ';
    if (token.type === 'mention') return `@${(token.meta as MentionMeta).person.name}`;
    if (token.type === 'tag') return `#${token.content}`;
    return token.type === 'image' ? alternative(token.children ?? []) : token.content;
  };
  return tokens.map(word).join('').trim();
}
