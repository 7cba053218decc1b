/**
 * What a text is, apart from how it is written down: the same shape is made of our tree and of HTML, so that the two can
 * be held against each other. A line end inside a paragraph and a forced break are one thing; runs of text are one.
 */
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import type { RichText } from '@parvis/contracts';

type Block = RichText[number];
type Inline = Extract<Block, { type: 'paragraph' }>['children'][number];
type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Text, or a node of either side: its name with what else it is, then what is in it. */
export type Shape = string | readonly Shape[];

/** Text beside text becomes one; a break swallows the white space around it. */
function joined(shapes: readonly Shape[]): Shape[] {
  const result: Shape[] = [];
  for (const shape of shapes) {
    const last = result.at(-1);
    if (typeof shape === 'string' && typeof last === 'string') result[result.length - 1] = last + shape;
    else if (shape !== '') result.push(shape);
  }
  const whole = result.map((shape) => (typeof shape === 'string' ? shape.replace(/[ \t]*\n\s*/g, '\n') : shape));
  return whole.filter((shape) => shape !== '');
}

/** Nothing of the page around it: no white space at its ends. */
function trimmed(shapes: readonly Shape[]): Shape[] {
  const whole = joined(shapes);
  const first = whole[0];
  if (typeof first === 'string') whole[0] = first.trimStart();
  const last = whole.at(-1);
  if (typeof last === 'string') whole[whole.length - 1] = last.trimEnd();
  return whole.filter((shape) => shape !== '');
}

const inlineShape = (node: Inline): Shape[] => {
  const inside = () => joined(node.type === 'text' ? [] : 'children' in node ? node.children.flatMap(inlineShape) : []);
  switch (node.type) {
    case 'text':
      return [node.text];
    case 'break':
      return ['\n'];
    case 'code':
      return [['code', node.text]];
    case 'mention':
      return [`@${node.name}`];
    case 'tag':
      return [`#${node.name}`];
    case 'image':
      return [[`link ${node.src}`, node.alt]];
    case 'link':
      return [[`link ${node.href}`, ...inside()]];
    default:
      return [[node.type, ...inside()]];
  }
};

const cellShape = (name: string, align: string | null | undefined, children: Shape[]): Shape => [
  `${name} ${align ?? 'none'}`,
  ...trimmed(children),
];

function blockShape(node: Block): Shape {
  switch (node.type) {
    case 'paragraph':
      return ['paragraph', ...trimmed(node.children.flatMap(inlineShape))];
    case 'heading':
      return [`heading ${node.level}`, ...trimmed(node.children.flatMap(inlineShape))];
    case 'quote':
      return ['quote', ...node.children.map(blockShape)];
    case 'list':
      return [
        `list ${node.ordered ? node.start : '-'} ${node.tight ? 'tight' : 'loose'}`,
        ...node.items.map((item): Shape => ['item', ...item.map(blockShape)]),
      ];
    case 'code':
      return [`pre ${node.language ?? ''}`, node.text];
    case 'table': {
      const row = (name: string) => (cells: readonly Inline[][]) =>
        node.head.map((_, column) =>
          cellShape(name, node.alignments[column], (cells[column] ?? []).flatMap(inlineShape)),
        );
      return [
        'table',
        ['row', ...row('th')(node.head)],
        ...node.rows.map((cells): Shape => ['row', ...row('td')(cells)]),
      ];
    }
    case 'rule':
      return ['rule'];
  }
}

/** The shape of our tree. A list is tight when none of its items holds a paragraph among other things. */
export const shapeOfTree = (tree: RichText): Shape[] => tree.map(blockShape);

const attribute = (node: Element, name: string): string | undefined =>
  node.attrs.find((found) => found.name === name)?.value;
const isElement = (node: Node): node is Element => 'tagName' in node;
const textOf = (node: Node): string =>
  'value' in node ? node.value : isElement(node) ? node.childNodes.map(textOf).join('') : '';

const marks: Record<string, string> = { strong: 'strong', em: 'emphasis', del: 'strikethrough' };
const sides: Record<string, string> = { left: 'start', center: 'center', right: 'end' };
const blockNames = ['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'ul', 'ol', 'pre', 'table', 'hr'];

const htmlInlines = (nodes: readonly Node[]): Shape[] => joined(nodes.flatMap(htmlInline));

function htmlInline(node: Node): Shape[] {
  if ('value' in node) return [node.value];
  if (!isElement(node)) return [['raw']];
  const { tagName } = node;
  if (tagName in marks) return [[marks[tagName]!, ...htmlInlines(node.childNodes)]];
  if (tagName === 'br') return ['\n'];
  if (tagName === 'code') return [['code', textOf(node)]];
  if (tagName === 'a')
    return [[`link ${attribute(node, 'href')}`, ...htmlInlines(node.childNodes.flatMap(withoutPicture))]];
  // A picture of another origin is a link to it.
  if (tagName === 'img') return [[`link ${attribute(node, 'src')}`, attribute(node, 'alt') ?? '']];
  return [[`raw ${tagName}`, ...htmlInlines(node.childNodes)]];
}

/** Inside a link a picture is its words. */
const withoutPicture = (node: Node): Node[] =>
  isElement(node) && node.tagName === 'img'
    ? [{ ...parseFragment('x').childNodes[0]!, value: attribute(node, 'alt') ?? '' } as Node]
    : isElement(node)
      ? [{ ...node, childNodes: node.childNodes.flatMap(withoutPicture) } as Element]
      : [node];

function htmlBlock(node: Element): Shape {
  const { tagName, childNodes } = node;
  switch (tagName) {
    case 'p':
      return ['paragraph', ...trimmed(htmlInlines(childNodes))];
    case 'blockquote':
      return ['quote', ...htmlBlocks(childNodes)];
    case 'ul':
    case 'ol': {
      const items = childNodes.filter(isElement);
      const loose = items.some((item) => item.childNodes.some((child) => isElement(child) && child.tagName === 'p'));
      const start = tagName === 'ol' ? (attribute(node, 'start') ?? '1') : '-';
      return [
        `list ${start} ${loose ? 'loose' : 'tight'}`,
        ...items.map((item): Shape => ['item', ...htmlBlocks(item.childNodes)]),
      ];
    }
    case 'pre': {
      const code = childNodes.find(isElement);
      const language = /^language-(\S+)$/.exec((code && attribute(code, 'class')) ?? '')?.[1] ?? '';
      return [`pre ${language}`, textOf(code ?? node).replace(/\n$/, '')];
    }
    case 'hr':
      return ['rule'];
    case 'table': {
      const rows = childNodes.filter(isElement).flatMap((section) => section.childNodes.filter(isElement));
      return [
        'table',
        ...rows.map((row): Shape => [
          'row',
          ...row.childNodes
            .filter(isElement)
            .map((cell) =>
              cellShape(cell.tagName, sides[attribute(cell, 'align') ?? ''], htmlInlines(cell.childNodes)),
            ),
        ]),
      ];
    }
    default:
      return [
        /^h[1-6]$/.test(tagName) ? `heading ${tagName[1]}` : `raw ${tagName}`,
        ...trimmed(htmlInlines(childNodes)),
      ];
  }
}

/** Lines that stand bare in an item are paragraphs too. */
function htmlBlocks(nodes: readonly Node[]): Shape[] {
  const result: Shape[] = [];
  let line: Node[] = [];
  const flush = () => {
    const shapes = trimmed(htmlInlines(line));
    if (shapes.length > 0) result.push(['paragraph', ...shapes]);
    line = [];
  };
  for (const node of nodes) {
    if (isElement(node) && blockNames.includes(node.tagName)) {
      flush();
      result.push(htmlBlock(node));
    } else line.push(node);
  }
  flush();
  return result;
}

/** The shape of HTML. What our tree has no node for is named `raw`. */
export const shapeOfHtml = (html: string): Shape[] => htmlBlocks(parseFragment(html).childNodes);
