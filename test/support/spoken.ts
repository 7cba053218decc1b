/**
 * What a screen reader is told of a page: the browser's own accessibility tree, with the roots of all elements, as lines of
 * text. A line is a role, its name in quotes, its description in parentheses, its states in brackets; `{fr}` is the language
 * that words are said in where it is not that of the page.
 */
import type { Page } from 'playwright-core';

type AxNode = {
  nodeId: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  description?: { value: string };
  value?: { value: unknown };
  properties?: { name: string; value: { value?: unknown } }[];
  childIds?: string[];
  backendDOMNodeId?: number;
};
type DomNode = {
  backendNodeId: number;
  attributes?: string[];
  children?: DomNode[];
  shadowRoots?: DomNode[];
  contentDocument?: DomNode;
};
type Line = { text: string; inside: Line[] };

/** What has no meaning of its own: what is inside it is told in its place. */
const through = new Set([
  ...[
    'none',
    'generic',
    'presentation',
    'RootWebArea',
    'LabelText',
    'Legend',
    'sectionheader',
    'sectionfooter',
    'Figcaption',
    'rowgroup',
    'LayoutTable',
  ],
  ...['strong', 'emphasis', 'code', 'time', 'mark', 'Abbr', 'superscript', 'subscript', 'DescriptionList', 'Ruby'],
]);
const silent = new Set(['InlineTextBox', 'ListMarker', 'LineBreak']);
/** What is said by its name alone, whatever is drawn inside it. */
const atomic = new Set([
  ...[
    'button',
    'link',
    'heading',
    'img',
    'image',
    'option',
    'tab',
    'radio',
    'checkbox',
    'switch',
    'menuitem',
    'DisclosureTriangle',
  ],
  ...[
    'textbox',
    'searchbox',
    'combobox',
    'spinbutton',
    'ProgressIndicator',
    'meter',
    'MenuListOption',
    'Date',
    'InputTime',
  ],
]);
/** As screen readers speak them; the rest is what the focus and the pointer need. */
const states = [
  ...['level', 'checked', 'pressed', 'expanded', 'selected', 'disabled', 'readonly', 'required', 'invalid', 'busy'],
  ...['hasPopup', 'modal', 'keyshortcuts', 'roledescription', 'live', 'focused'],
];
/** How many of a list are spelled out: the others are alike. */
const most = 5;
/** As many characters of a text that describes or is being written. */
const long = 100;

export async function spoken(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  try {
    const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: AxNode[] };
    const { root } = (await session.send('DOM.getDocument', { depth: -1, pierce: true })) as unknown as {
      root: DomNode;
    };
    const languages = languagesIn(root);
    const pageLanguage = await page.evaluate(() => document.documentElement.lang);
    const known = new Map(nodes.map((node) => [node.nodeId, node]));
    const foreign = (node: AxNode) => {
      const language = languages.get(node.backendDOMNodeId ?? 0) ?? pageLanguage;
      return language === pageLanguage ? '' : ` {${language}}`;
    };
    const tell = (node: AxNode): Line[] => {
      const role = node.role?.value ?? 'none';
      if (silent.has(role)) return [];
      if (role === 'StaticText') {
        const said = words(node.name?.value);
        return said ? [{ text: `text: ${said}${foreign(node)}`, inside: [] }] : [];
      }
      const inside = atomic.has(role) ? [] : joined((node.childIds ?? []).flatMap((id) => tell(known.get(id)!)));
      if (node.ignored || through.has(role)) return inside;
      const name = words(node.name?.value);
      const alone = inside.length === 1 && inside[0]!.inside.length === 0 ? inside[0]!.text : undefined;
      // A paragraph, a cell, an item of text alone is a line of its own.
      if (!name && alone?.startsWith('text: ')) return [{ text: `${role}: ${alone.slice(6)}`, inside: [] }];
      const text = [
        role === 'DisclosureTriangle' ? 'summary' : role,
        name && JSON.stringify(name),
        node.description?.value && `(${cut(words(node.description.value))})`,
        stated(node),
      ];
      return [
        {
          text: `${text.filter(Boolean).join(' ')}${name ? foreign(node) : ''}`,
          // A legend is heard with its group.
          inside: few(
            role,
            inside.filter(({ text }) => text !== `text: ${name}${foreign(node)}`),
          ),
        },
      ];
    };
    const lines = joined(tell(nodes[0]!)).flatMap((line) => written(line, ''));
    return `${lines.join('\n').replaceAll(new URL(page.url()).origin, 'https://storybook.example')}\n`;
  } finally {
    await session.detach();
  }
}

/** No-break spaces stay, since languages differ in them; how the source breaks its lines does not. */
const words = (text = ''): string => text.replace(/[ \t\r\n]+/g, ' ').trim();

const cut = (text: string): string => (text.length > long ? `${text.slice(0, long)}…` : text);

function stated({ role, properties = [], value }: AxNode): string {
  const said = states.flatMap((state) => {
    const found = properties.find(({ name }) => name === state)?.value.value;
    // What an item of a list lies in is heard by the list.
    if (state === 'level' && role?.value !== 'heading') return [];
    const usual = found === undefined || found === '' || found === 'false' || (found === false && state !== 'expanded');
    if (usual && !(state === 'pressed' && found === 'false') && !(state === 'checked' && found === 'false')) return [];
    return [found === true || found === 'true' ? state : `${state}=${String(found)}`];
  });
  const written = words(value?.value === undefined ? '' : String(value.value));
  if (written) said.push(`value=${JSON.stringify(cut(written))}`);
  return said.length ? `[${said.join(', ')}]` : '';
}

/** Text that stands beside text in the same language is read in one go; a label is heard with what it names. */
const joined = (lines: Line[]): Line[] => {
  const result: Line[] = [];
  for (const line of lines) {
    const last = result.at(-1);
    const [before, after] = [inLanguage(last?.text), inLanguage(line.text)];
    if (before && after && before[2] === after[2])
      result[result.length - 1] = { text: `text: ${before[1]} ${after[1]}${after[2]}`, inside: [] };
    else result.push(line);
  }
  return result.filter(({ text }, at) => {
    const label = inLanguage(text)?.[1];
    return !label || ![result[at - 1], result[at + 1]].some((beside) => beside?.text.includes(`"${label}"`));
  });
};
/** Words and language of a line of text. */
const inLanguage = (line = ''): [string, string, string] | undefined => {
  const found = /^text: (.*?)( \{\w*\})?$/.exec(line);
  return found ? [found[0], found[1]!, found[2] ?? ''] : undefined;
};

/** What is open in one of the others is told, too. */
function few(role: string, inside: Line[]): Line[] {
  if (!['feed', 'list', 'listbox'].includes(role) || inside.length <= most) return inside;
  const open = ({ text, inside }: Line): boolean => text === 'form' || inside.some(open);
  const others = inside.slice(most).filter((line) => !open(line)).length;
  return [...inside.slice(0, most), ...inside.slice(most).filter(open), { text: `… and ${others} more`, inside: [] }];
}

const written = ({ text, inside }: Line, indent: string): string[] => [
  `${indent}- ${text}${inside.length ? ':' : ''}`,
  ...inside.flatMap((line) => written(line, `${indent}  `)),
];

/** The closest `lang` around each node, through the shadow roots it stands in. */
function languagesIn(root: DomNode): Map<number, string> {
  const found = new Map<number, string>();
  const walk = (node: DomNode, around: string) => {
    const at = node.attributes?.indexOf('lang') ?? -1;
    const own = at >= 0 && at % 2 === 0 ? node.attributes![at + 1]! : around;
    found.set(node.backendNodeId, own);
    for (const child of [...(node.shadowRoots ?? []), ...(node.children ?? [])]) walk(child, own);
  };
  walk(root, '');
  return found;
}
