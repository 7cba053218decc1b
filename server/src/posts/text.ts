import { type PostKind, type RichText, limits } from '@parvis/contracts';
import type { KindDetails, PollDetails, Transaction } from '../kernel/database/index.ts';
import { Failure } from '../kernel/http/index.ts';
import {
  findMentions,
  findTags,
  guessLanguage,
  isVisible,
  mentionKey,
  parseRichText,
  tagKey,
} from '../kernel/richtext/index.ts';
import { findByUserNames } from '../people/index.ts';

/**
 * Markdown → what is stored: the tree with the people it mentions, all tags, the language. `subject` is a title that says
 * it all, so that the text need not show anything.
 */
export async function readText(
  tx: Transaction,
  text: string,
  chosenTags: readonly string[] = [],
  subject?: string,
): Promise<{ body: RichText; tags: string[]; language: string | null }> {
  return understand(text, chosenTags, await findByUserNames(tx, findMentions(text)), subject);
}

export function understand(
  text: string,
  chosenTags: readonly string[],
  mentioned: Awaited<ReturnType<typeof findByUserNames>>,
  subject?: string,
): { body: RichText; tags: string[]; language: string | null } {
  const mentions = new Map(mentioned.map(({ id, name, user_name }) => [mentionKey(user_name), { id, name }]));
  const body = parseRichText(text, { mentions });
  const visible = isVisible(body);
  if (!visible && !subject)
    throw new Failure('invalid-request', 'The text shows nothing to read. Write some words.', {
      errors: [{ path: 'text', message: 'shows nothing' }],
    });
  return { body, tags: allTags(body, chosenTags), language: guessLanguage(visible ? text : (subject ?? '')) };
}

/** All that a post says, for whoever examines it: a poll also by what it offers to choose from. */
export const flaggedBody = ({
  kind,
  body,
  details,
}: {
  kind: PostKind;
  body: RichText;
  details: KindDetails | null;
}): RichText =>
  kind === 'poll' && details
    ? [
        ...body,
        {
          type: 'list',
          ordered: false,
          start: 1,
          tight: true,
          items: (details as PollDetails).options.map(({ label }) => [
            { type: 'paragraph', children: [{ type: 'text', text: label }] },
          ]),
        },
      ]
    : body;

export const allTags = (body: RichText, chosen: readonly string[]): string[] =>
  [...new Set([...chosen, ...findTags(body)].map(tagKey))].slice(0, limits.tagsPerPost);
