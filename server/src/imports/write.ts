/** How the rows of each file become rows of the database. */
import { type Addressed, findOrAddShared } from '../audiences/index.ts';
import { findMentions, findTags, guessLanguage, mentionKey, parseRichText } from '../kernel/richtext/index.ts';
import { communityScribe } from './communities/scribe.ts';
import { type KnownCommunity, listAllCommunities } from './communities/store.ts';
import { peopleScribe } from './people/scribe.ts';
import { findMentionable } from './people/store.ts';
import { postScribes } from './posts/scribe.ts';
import { projectScribe } from './projects/scribe.ts';
import type { Scribes, Writing } from './scribe.ts';
import { skillScribe } from './skills/scribe.ts';

/** `finish` makes the links that point forward. */
export function createScribes(given: Pick<Writing, 'tx' | 'at' | 'problems' | 'pages' | 'fewestCounted' | 'files'>): {
  scribes: Scribes;
  finish(): Promise<void>;
} {
  const { tx } = given;
  const audiences = new Map<string, number>();
  const audienceOf = async (readers: Addressed): Promise<number> => {
    const key = JSON.stringify([readers.community, [...readers.circles].sort(), readers.degree]);
    const known = audiences.get(key) ?? (await findOrAddShared(tx, readers));
    audiences.set(key, known);
    return known;
  };

  const readTexts: Writing['readTexts'] = async (texts: readonly string[]) => {
    const keys = new Set(texts.flatMap(findMentions));
    const people = await findMentionable(tx, [...keys]);
    const mentions = new Map(people.map(({ id, name, user_name }) => [mentionKey(user_name), { id, name }]));
    return texts.map((text) => {
      const body = parseRichText(text, { mentions });
      return { body, tags: findTags(body), language: guessLanguage(text) };
    });
  };

  let known: Promise<Map<string, KnownCommunity>> | undefined;
  const writing: Writing = {
    ...given,
    audienceOf,
    readTexts,
    communities: () => (known ??= listAllCommunities(tx)),
    forgetCommunities: () => (known = undefined),
  };
  const people = peopleScribe(writing);
  const posts = postScribes(writing);
  return {
    scribes: {
      'skills.jsonl': skillScribe(writing),
      'people.jsonl': people.scribe,
      'communities.jsonl': communityScribe(writing),
      'projects.jsonl': projectScribe(writing),
      ...posts.scribes,
    },
    async finish() {
      await people.link();
      await posts.link();
    },
  };
}
