import type { RenderedText, SuggestedPerson, SuggestionQuery, Suggestions } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { type Addressed, addressed } from '../audiences/index.ts';
import { canWrite, findCommunity } from '../communities/index.ts';
import { fold, nameWords } from '../evidence/index.ts';
import { type Transaction, elevated } from '../kernel/database/index.ts';
import { Failure, notFound } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { findMentions, mentionKey, parseRichText, tagKey } from '../kernel/richtext/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { findByUserNames, presentReference } from '../people/index.ts';
import { requireThread } from '../posts/index.ts';
import { type FoundPerson, findPeople, findReaders, findTagsBeginning } from './store.ts';

/** The tree that the text would be stored as if this viewer wrote it. */
export const renderText = ({ database }: Kernel, viewer: Viewer, text: string): Promise<RenderedText> =>
  database.transaction(viewer, async (tx) => {
    const people = await findByUserNames(tx, findMentions(text));
    const mentions = new Map(people.map(({ id, name, user_name }) => [mentionKey(user_name), { id, name }]));
    return { body: parseRichText(text, { mentions }) };
  });

export const suggest = ({ database }: Kernel, viewer: Viewer, query: SuggestionQuery): Promise<Suggestions> =>
  database.transaction(viewer, async (tx) => {
    if (query.kind === 'tags') {
      const tags = await findTagsBeginning(tx, viewer.audiences, tagKey(query.q), limits.suggestions);
      return { people: [], tags };
    }
    // Before anybody is looked for: whom one may not write to says nothing about anybody.
    const readers = await readersOf(tx, viewer, query);
    return { people: await suggestPeople(tx, viewer, query.q, readers), tags: [] };
  });

/** Those found before the best of them are chosen. */
const found = 40;
/** Words of a name that are looked up; nobody's has more. */
const mostWords = 5;

async function suggestPeople(
  tx: Transaction,
  viewer: Viewer,
  q: string,
  readers: Addressed | undefined,
): Promise<SuggestedPerson[]> {
  const words = [...new Set(nameWords(q))].slice(0, mostWords);
  if (words.length === 0) return [];
  const people = await findPeople(tx, viewer.person, { words, key: mentionKey(q), limit: found });
  const reading =
    readers &&
    // Rule: a writer learns of those whom they may mention whether they will read it, and nothing else of a membership.
    (await elevated(tx, () =>
      findReaders(
        tx,
        people.map(({ id }) => id),
        readers,
      ),
    ));
  const start = fold(q);
  const rank = ({ reads, person }: SuggestedPerson): number =>
    (reads ? 0 : 2) + (fold(person.name).startsWith(start) ? 0 : 1);
  return people
    .map((person) => present(person, reading?.has(person.id) ?? true))
    .filter(({ userName }) => findMentions(`@${userName}`)[0] === mentionKey(userName))
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, limits.suggestions);
}

const present = ({ user_name, title, unit, ...person }: FoundPerson, reads: boolean): SuggestedPerson => ({
  person: presentReference({ ...person, departed_at: null, open: true }),
  userName: user_name,
  title,
  unit,
  reads,
});

/** Who reads what is being written, where the query says it. Refused like a post or comment to these readers would be. */
async function readersOf(tx: Transaction, viewer: Viewer, query: SuggestionQuery): Promise<Addressed | undefined> {
  if (query.post !== undefined) {
    const post = await requireThread(tx, viewer, query.post);
    const { community_id, audience_circles, audience_degree } = post;
    // What is held or removed is in nobody's shared audience.
    if (!audience_circles || !audience_degree) return undefined;
    return { community: community_id, circles: audience_circles, degree: audience_degree };
  }
  if (query.community === undefined) return undefined;
  const community = query.community === 'everyone' ? null : await findCommunity(tx, viewer.person, query.community);
  if (community === undefined) throw notFound('community');
  if (community && !canWrite(community))
    throw new Failure('forbidden', `You are not a member of ${community.name}: join it to write there.`);
  const { circles, degree } = query;
  const result = addressed(
    viewer,
    { community: community?.id ?? null, ...(circles && { circles }), ...(degree && { degree }) },
    community,
  );
  if ('message' in result)
    throw new Failure('invalid-request', `This audience cannot be chosen: ${result.message}.`, { errors: [result] });
  return result;
}
