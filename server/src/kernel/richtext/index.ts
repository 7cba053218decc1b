/**
 * Text that people write: Markdown in, the closed tree of the contracts out. Pure, and free of anything that a browser
 * lacks, because the application also runs there.
 */
import type { Token } from 'markdown-it';
import { type RichText, shows } from '@parvis/contracts';
import { normalLines, tokenize, type MentionMeta, type Mentioned } from './markdown.ts';
import { inlineNodes, plainText } from './text.ts';
import { toTree } from './tree.ts';

export { guessLanguage } from './language.ts';
export { beginning, firstLink, plainText, saidIn } from './text.ts';

/** Percent-encoding makes nine characters of one at most, so links that are written out never meet this bound. */
const addressGrowth = 9;
/**
 * Characters of the tree, as JSON, for each character of the text, and those that every text may have beside: what people
 * write stays below. Dense text does not: a letter and a line end that alternate become twenty times as much.
 */
const treeGrowth = 5;
const treeAlways = 8_000;
const mentionLimit = 100;

export interface ParseOptions {
  /** The people whom the text may mention, by user name; see `findMentions`. Case does not matter. */
  mentions?: ReadonlyMap<string, Mentioned>;
  /** Whether this installation serves that picture. Other pictures become links; default: all do. */
  ownImage?: (src: string) => boolean;
}

/** How user names are compared in mentions: `lower(user_name)` in SQL gives the same. */
export const mentionKey = (userName: string): string => userName.normalize().toLowerCase();

/** How tags are compared: `#Finance` and `#finance` are one. */
export const tagKey = (name: string): string => name.normalize().toLowerCase();

/**
 * Parses what a person wrote. Never throws: every text is some tree. A line break is a break, raw HTML is text, and
 * nothing but http, https, mailto and tel becomes a link. A handle that `mentions` does not hold stays text. Text made to
 * grow stays text, too: the tree has at most about six times the characters of the text.
 */
export function parseRichText(markdown: string, options: ParseOptions = {}): RichText {
  const people = new Map([...(options.mentions ?? [])].map(([userName, person]) => [mentionKey(userName), person]));
  return toTree(
    tokenize(markdown, (handle) => people.get(mentionKey(handle))),
    {
      ownImage: options.ownImage ?? (() => false),
      addressBudget: markdown.length * addressGrowth,
      lines: normalLines(markdown),
      room: markdown.length * treeGrowth + treeAlways,
    },
  );
}

/**
 * The keys (see `mentionKey`) of the user names that the text may mention, so that they can be looked up before it is
 * parsed. Not those in code and links. The first 100 different ones.
 */
export function findMentions(markdown: string): string[] {
  // Most texts mention nobody, and need not be read twice.
  if (!markdown.includes('@')) return [];
  const found = new Set<string>();
  const collect = (tokens: Token[]) => {
    for (const token of tokens) {
      if (token.type === 'mention')
        for (const handle of (token.meta as MentionMeta).handles) found.add(mentionKey(handle));
      if (token.children && token.type !== 'image') collect(token.children);
    }
  };
  collect(tokenize(markdown, () => ({ id: '', name: '' })));
  return [...found].slice(0, mentionLimit);
}

/** The tags in the text, each once, as `tagKey` has them. */
export function findTags(tree: RichText): string[] {
  return [...new Set([...inlineNodes(tree)].flatMap((node) => (node.type === 'tag' ? [tagKey(node.name)] : [])))];
}

/** Whether there is anything to see: a character that shows, or a picture. */
export const isVisible = (tree: RichText): boolean =>
  shows(plainText(tree)) || [...inlineNodes(tree)].some(({ type }) => type === 'image');
