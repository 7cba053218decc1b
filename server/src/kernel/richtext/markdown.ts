/**
 * The Markdown dialect of Parvis as a markdown-it parser: CommonMark with tables, strikethrough and bare addresses, plus
 * mentions and tags. Only its tokens are used; nothing is ever rendered to HTML.
 */
import MarkdownIt, { type StateBlock, type StateCore, type StateInline, type Token } from 'markdown-it';
import { namesUser } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { type TableCount, table } from './table.ts';

export interface Mentioned {
  id: string;
  name: string;
}

interface Meaning extends TableCount {
  whoIs: (handle: string) => Mentioned | undefined;
}

/** What a `mention` token carries: the person, and the handles that may have been meant, longest first. */
export interface MentionMeta extends Record<string, unknown> {
  person: Mentioned;
  handles: string[];
}

/** How many levels quotes, lists and list items can be inside one another. What is deeper stays the characters it is. */
const blockDepth = 20;

const scheme = /^(https?:\/\/[^/?#]|mailto:[^?]|tel:[+\d])/i;

/**
 * Whether text that people write may lead there. Whatever is not listed here stays text; so does what names a user before
 * the host, which reads as if it led elsewhere: `https://intranet.example@evil.example`.
 */
export function isLink(href: string): boolean {
  return scheme.test(href) && URL.canParse(href) && !namesUser(href);
}

// A directory's user name can be an address of its own (`claire@example.com`): the part before its `@` is tried as well.
const handle =
  /@([\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|[._-]+(?=[\p{L}\p{N}]))*)(@[\p{L}\p{N}](?:[\p{L}\p{N}]|[.-]+(?=[\p{L}\p{N}]))*)?/uy;
const beforeHandle = /[\p{L}\p{N}\p{M}@/&]$/u;

// Symbols belong to a name inside it (`c++17`, `node.js`), before it (`.net`) and after it (`c++`, `c#`).
const tag = /#(\.?[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|(?:_+|\+\+|[.+-])(?=[\p{L}\p{N}]))*(?:\+\+|#(?![\p{L}\p{N}]))?)/uy;
const beforeTag = /[\p{L}\p{N}\p{M}#/&]$/u;
const letter = /\p{L}/u;

function matchHere(pattern: RegExp, notAfter: RegExp, state: StateInline): RegExpExecArray | null {
  // Two code units, because the character before may be a surrogate pair.
  if (notAfter.test(state.src.slice(Math.max(0, state.pos - 2), state.pos))) return null;
  pattern.lastIndex = state.pos;
  const match = pattern.exec(state.src);
  return match && pattern.lastIndex <= state.posMax ? match : null;
}

function mention(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '@' || state.linkLevel > 0) return false;
  const match = matchHere(handle, beforeHandle, state);
  if (!match) return false;
  const [, local = '', domain] = match;
  const handles = domain ? [local + domain, local] : [local];
  for (const candidate of handles) {
    const person = (state.env as Meaning).whoIs(candidate);
    if (!person) continue;
    if (!silent) state.push('mention', '', 0).meta = { person, handles } satisfies MentionMeta;
    state.pos += 1 + candidate.length;
    return true;
  }
  return false;
}

function hashtag(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '#' || state.linkLevel > 0) return false;
  const name = matchHere(tag, beforeTag, state)?.[1];
  // `#12` is how people count and how trackers number, not a subject.
  if (!name || name.length > limits.tag || !letter.test(name)) return false;
  if (!silent) state.push('tag', '', 0).content = name.normalize();
  state.pos += 1 + name.length;
  return true;
}

/** Two tildes strike through; one means about (`~10 minutes`), and more are none of the marks there are. */
function otherTildes(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '~') return false;
  let end = state.pos;
  while (end < state.posMax && state.src[end] === '~') end++;
  if (end - state.pos === 2) return false;
  if (!silent) state.pending += state.src.slice(state.pos, end);
  state.pos = end;
  return true;
}

/** markdown-it leaves out what is nested too deeply. People's words are not lost here: they become plain paragraphs. */
function tooDeep(state: StateBlock, startLine: number, endLine: number): boolean {
  if (state.level < blockDepth) return false;
  const inside = (line: number) => (state.sCount[line] ?? 0) < 0 || (state.sCount[line] ?? 0) >= state.blkIndent;
  let line = startLine + 1;
  while (line < endLine && !state.isEmpty(line) && inside(line)) line++;
  state.line = line;
  state.push('paragraph_open', 'p', 1);
  const inline = state.push('inline', '', 0);
  inline.content = state.getLines(startLine, line, state.blkIndent, false).trim();
  inline.children = [];
  state.push('paragraph_close', 'p', -1);
  return true;
}

/** Characters that can begin a mark, a link, code or a mention: each costs the parser many times what a letter does. */
const costly = /[*_~`[<@]/g;
/** How many of them a text may have: these, or one in so many characters of a long one. */
const costlyAlways = 500;
const costlyShare = 8;

/** Where a text has more marks than any text has, the paragraphs from there on keep them as the characters they are. */
function tooDense(state: StateCore): void {
  let left = Math.max(costlyAlways, state.src.length / costlyShare);
  for (const token of state.tokens) {
    if (token.type !== 'inline') continue;
    left -= token.content.match(costly)?.length ?? 0;
    if (left >= 0) {
      state.md.inline.parse(token.content, state.md, state.env, (token.children ??= []));
      continue;
    }
    const plain = new state.Token('text', '', 0);
    plain.content = token.content;
    token.children = [plain];
  }
}

const parser = new MarkdownIt({ html: false, linkify: true });
parser.validateLink = isLink;
// An address is shown as it was written: decoded, it would be another one to read.
parser.normalizeLinkText = (address) => address;
// As GitHub Flavored Markdown has it: what starts with `www.` is an address, other names of hosts are not.
parser.linkify.add('www.', {
  validate(text, position, { re }) {
    const rest = re.get_relative_proto_validator();
    rest.lastIndex = position;
    return rest.exec(text)?.[0].length ?? 0;
  },
  normalize: (match) => void (match.url = `http://${match.url}`),
});
parser.block.ruler.before('table', 'too_deep', tooDeep);
parser.block.ruler.at('table', table, { alt: ['paragraph', 'reference'] });
parser.core.ruler.at('inline', tooDense);
parser.inline.ruler.before('strikethrough', 'other_tildes', otherTildes);
parser.inline.ruler.push('mention', mention);
parser.inline.ruler.push('tag', hashtag);

/** Entities and escapes as the characters they are. */
export const unescape = (text: string): string => parser.utils.unescapeAll(text);

/** A surrogate without its partner is no character: databases refuse it. */
const storable = (markdown: string): string => markdown.toWellFormed();

/** The lines as the parser counts them. */
export const normalLines = (markdown: string): string[] =>
  storable(markdown)
    .replaceAll('\0', '\ufffd')
    .split(/\r\n?|\n/);

export const tokenize = (markdown: string, whoIs: Meaning['whoIs']): Token[] =>
  parser.parse(storable(markdown), { whoIs, cells: 0 });
