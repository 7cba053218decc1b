import type { PostCreate } from '@parvis/contracts';
import { titledPostKinds } from '@parvis/contracts/tables';

export type Refusal = { detail: string; path: string; message: string };

/** Days that a poll is open at most. */
const longest = 366;
const day = 24 * 60 * 60_000;

type Words = Pick<PostCreate, 'kind' | 'title' | 'link' | 'text'>;

/** The title that says it all, where a text is not needed. */
export const subjectOf = ({ kind, title }: { kind: string; title?: string | null | undefined }): string | undefined =>
  titledPostKinds.includes(kind) ? (title ?? undefined) : undefined;

/** What is wrong with the words of a post, which can be edited; undefined when nothing is. */
export function refusedWords({ kind, title, link, text }: Words): Refusal | undefined {
  if (kind === 'link' && !link) return { detail: 'A link needs its address.', path: 'link', message: 'missing' };
  if (kind !== 'link' && link)
    return {
      detail: `Only a post of kind 'link' has an address: this one is '${kind}'.`,
      path: 'link',
      message: 'not for this kind',
    };
  if (kind === 'question' && !title)
    return { detail: 'A question needs a title that asks it.', path: 'title', message: 'missing' };
  if (!text && !subjectOf({ kind, title }))
    return { detail: 'The text shows nothing to read. Write some words.', path: 'text', message: 'shows nothing' };
  return undefined;
}

/** What is wrong with all that is of a kind; undefined when nothing is. */
export function refusedParts(input: Words & Pick<PostCreate, 'poll' | 'kudos'>, now: Date): Refusal | undefined {
  const refused = refusedWords(input);
  if (refused) return refused;
  const { kind, poll, kudos } = input;
  for (const [part, given] of [
    ['poll', poll],
    ['kudos', kudos],
  ] as const)
    if ((kind === part) !== (given !== undefined))
      return given === undefined
        ? { detail: `A post of kind '${kind}' says what it is of in '${part}'.`, path: part, message: 'missing' }
        : {
            detail: `Only a post of kind '${part}' has '${part}': this one is '${kind}'.`,
            path: part,
            message: 'not for this kind',
          };
  if (poll) {
    const open = Date.parse(poll.closesAt) - now.getTime();
    if (open <= 0)
      return {
        detail: 'A poll closes in the future: choose a later time.',
        path: 'poll.closesAt',
        message: 'is in the past',
      };
    if (open > longest * day)
      return {
        detail: `A poll is open for ${longest} days at most.`,
        path: 'poll.closesAt',
        message: 'is too far away',
      };
  }
  if (kudos && new Set(kudos.to).size < kudos.to.length)
    return { detail: 'Everybody is thanked once.', path: 'kudos.to', message: 'names somebody twice' };
  return undefined;
}
