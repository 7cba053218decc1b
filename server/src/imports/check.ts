/** Reads a source once before anything is written: every row by its schema, every reference by what is there. */
import type { Circle } from '@parvis/contracts';
import type { Transaction } from '../kernel/database/index.ts';
import { idFor } from './ids.ts';
import { type Place, Problems } from './problems.ts';
import { type FileName, type RowOf, type Source, type SourceFile, readRows } from './source.ts';
import { listAllCommunities } from './communities/store.ts';
import { findPeople } from './people/store.ts';
import { findComments } from './posts/store.ts';
import { findImported } from './store.ts';

export type Progress = (step: {
  doing: 'checking' | 'writing' | 'indexing';
  file: string;
  done: number;
  total?: number;
}) => void;

type Checks = { [Name in FileName]: (row: RowOf<Name>, place: Place) => void };
type Reference = 'person' | 'post' | 'comment';
type Awaited = { place: Place; field: string; source: string };

/** Rows between two words about progress. */
const stride = 500;
/** A clock that runs a little fast elsewhere is no mistake. */
const tolerance = 86_400_000;

/** Answers how many rows each file has. Throws `ImportRefused`. */
export async function checkSource(
  tx: Transaction,
  source: Source,
  { now, progress }: { now: Date; progress: Progress },
): Promise<Map<FileName, number>> {
  const problems = new Problems();
  const stored = await listAllCommunities(tx);
  const circlesOf = new Map<string, readonly Circle[]>([...stored].map(([slug, { circles }]) => [slug, circles]));

  const lines = new Map<string, Place>();
  const comments = new Map<string, { post: string; reply: boolean }>();
  const polls = new Map<string, { secret: boolean; options: number }>();
  const accepted: { place: Place; post: string; comment: string }[] = [];
  const replies: { place: Place; post: string; parent: string }[] = [];
  // What may still come: later in the files, or from an earlier import. One place for each is enough to tell.
  const awaited: Record<Reference, Map<string, Awaited>> = { person: new Map(), post: new Map(), comment: new Map() };

  const isHere = (kind: Reference, id: string) => lines.has(`${kind}:${id}`);
  const expect = (kind: Reference, id: string | undefined, field: string, place: Place) => {
    if (id !== undefined && !isHere(kind, id) && !awaited[kind].has(id))
      awaited[kind].set(id, { place, field, source: id });
  };
  const once = (key: string, place: Place, what: string): boolean => {
    const before = lines.get(key);
    if (before) problems.add(place, `${what} stands on line ${before.line} already: keep one of the two`);
    else lines.set(key, place);
    return !before;
  };
  const past = (time: string | undefined, field: string, place: Place) => {
    if (time && timeOf(time).getTime() > now.getTime() + tolerance)
      problems.add(place, `"${field}" is ${time}, which is in the future`);
  };
  const community = (slug: string | null, circles: readonly Circle[] | undefined, place: Place) => {
    if (slug === null) return;
    const allowed = circlesOf.get(slug);
    if (!allowed)
      return problems.add(place, `the community "${slug}" is neither in communities.jsonl nor here already`);
    const outside = circles?.find((circle) => !allowed.includes(circle));
    if (outside)
      problems.add(
        place,
        `"circles" has ${outside}, which the community "${slug}" does not admit (${allowed.join(', ')})`,
      );
  };

  const checks: Checks = {
    'skills.jsonl': ({ id, label }, place) => {
      once(`skill:${id}`, place, `the id "${id}"`);
      if (Object.keys(label).length === 0) problems.add(place, '"label" is empty: give it in one language at least');
    },
    'people.jsonl': ({ id, userName = id, name, manager, deputy, absence }, place) => {
      if (once(`person:${id}`, place, `the id "${id}"`))
        once(`userName:${userName.toLowerCase()}`, place, `the user name "${userName}"`);
      if (name.trim() === '') problems.add(place, '"name" is empty: say what the person is called');
      expect('person', manager, 'manager', place);
      expect('person', deputy, 'deputy', place);
      expect('person', absence?.deputy, 'deputy of the absence', place);
    },
    'communities.jsonl': ({ id, circles, members }, place) => {
      once(`community:${id}`, place, `the id "${id}"`);
      circlesOf.set(id, circles);
      for (const { person } of members) expect('person', person, 'members', place);
    },
    'projects.jsonl': ({ id, members }, place) => {
      once(`project:${id}`, place, `the id "${id}"`);
      for (const { person } of members) expect('person', person, 'members', place);
    },
    'posts.jsonl': (row, place) => {
      once(`post:${row.id}`, place, `the id "${row.id}"`);
      expect('person', row.author, 'author', place);
      community(row.community, row.circles, place);
      past(row.createdAt, 'createdAt', place);
      if (row.kind === 'link' && !row.link)
        problems.add(place, '"link" is missing: a post of kind link leads somewhere');
      if (row.kind !== 'link' && row.link)
        problems.add(place, `"link" is only for posts of kind link: this one is ${row.kind}`);
      if (row.kind === 'question' && !row.title?.trim())
        problems.add(place, '"title" is missing: a question has one that asks it');
      for (const [field, kind, given] of [
        ['poll', 'poll', row.poll],
        ['kudos', 'kudos', row.kudos],
        ['statuses', 'idea', row.statuses.length > 0 || undefined],
        ['acknowledgedBy', 'announcement', row.acknowledgedBy.length > 0 || undefined],
      ] as const)
        if (given !== undefined && row.kind !== kind)
          problems.add(place, `"${field}" is only for posts of kind ${kind}: this one is ${row.kind}`);
      if (row.poll) polls.set(row.id, { secret: row.poll.secret, options: row.poll.options.length });
      if (row.kind === 'kudos' && !row.kudos) problems.add(place, '"kudos" is missing: say who is thanked');
      for (const person of [...(row.kudos?.to ?? []), ...row.acknowledgedBy]) expect('person', person, row.kind, place);
      for (const { status, reason, by, movedAt } of row.statuses) {
        expect('person', by, 'statuses', place);
        past(movedAt, 'movedAt', place);
        if (status === 'declined' && !reason) problems.add(place, '"reason" is missing: an idea is declined with one');
      }
      if (row.original !== undefined && !isHere('post', row.original)) expect('post', row.original, 'original', place);
      if (row.accepted !== undefined) {
        if (row.kind !== 'question') problems.add(place, `"accepted" is only for questions: this one is ${row.kind}`);
        else accepted.push({ place, post: row.id, comment: row.accepted });
        expect('comment', row.accepted, 'accepted', place);
      }
    },
    'comments.jsonl': ({ id, post, parent, author, createdAt }, place) => {
      once(`comment:${id}`, place, `the id "${id}"`);
      comments.set(id, { post, reply: parent !== undefined });
      expect('person', author, 'author', place);
      expect('post', post, 'post', place);
      past(createdAt, 'createdAt', place);
      if (parent !== undefined) {
        replies.push({ place, post, parent });
        expect('comment', parent, 'parent', place);
      }
    },
    'answers.jsonl': ({ person, post, options }, place) => {
      once(`answer:${person}:${post}`, place, 'an answer of the same person to the same poll');
      expect('person', person, 'person', place);
      const poll = polls.get(post);
      if (!poll) return problems.add(place, `"post" is "${post}", which is no poll of posts.jsonl`);
      if (poll.secret) problems.add(place, `"post" is "${post}", which is secret: nobody may say who chose what`);
      const wrong = options.find((option) => option > poll.options);
      if (wrong) problems.add(place, `"options" has ${wrong}, and the poll has ${poll.options} options`);
    },
    'reactions.jsonl': ({ person, post, comment, kind }, place) => {
      once(`reaction:${person}:${post ?? ''}:${comment ?? ''}:${kind}`, place, 'the same reaction');
      if ((post === undefined) === (comment === undefined))
        problems.add(place, 'a reaction is on a post or on a comment: give one of "post" and "comment"');
      expect('person', person, 'person', place);
      expect('post', post, 'post', place);
      expect('comment', comment, 'comment', place);
    },
  };

  const checkFile = async <Name extends FileName>(file: SourceFile & { name: Name }): Promise<number> => {
    const check = checks[file.name] as (row: RowOf<Name>, place: Place) => void;
    let done = 0;
    for await (const { line, row } of readRows(file, problems)) {
      check(row, { file: file.label, line });
      if (++done % stride === 0) progress({ doing: 'checking', file: file.label, done });
    }
    progress({ doing: 'checking', file: file.label, done, total: done });
    return done;
  };

  const counts = new Map<FileName, number>();
  for (const file of source.files) counts.set(file.name, await checkFile(file));

  // With broken rows left out, whatever refers to them would be told as a second mistake.
  problems.settle();

  const nowhere = { person: 'nobody', post: 'no post', comment: 'no comment' };
  for (const kind of ['person', 'post', 'comment'] as const) {
    const missing = [...awaited[kind].values()].filter(({ source }) => !isHere(kind, source));
    for (let start = 0; start < missing.length; start += stride) {
      const some = missing.slice(start, start + stride);
      const sources = some.map(({ source }) => source);
      const found = kind === 'person' ? await findPeople(tx, sources) : await findImported(tx, kind, sources);
      for (const { place, field, source } of some)
        if (!found.has(source))
          problems.add(
            place,
            `"${field}" is "${source}", and ${nowhere[kind]} of that id is in these files or here already`,
          );
    }
  }
  problems.settle();

  const elsewhere = await findComments(
    tx,
    [...accepted.map(({ comment }) => comment), ...replies.map(({ parent }) => parent)].filter(
      (id) => !comments.has(id),
    ),
  );
  const standsOn = (comment: string, post: string): boolean => {
    const here = comments.get(comment);
    // What was deleted since it was imported stands nowhere; that is no mistake of the file.
    return here ? here.post === post : (elsewhere.get(comment)?.post ?? idFor('post', post)) === idFor('post', post);
  };
  for (const { place, post, comment } of accepted)
    if (!standsOn(comment, post)) problems.add(place, `"accepted" is "${comment}", which is a comment on another post`);
  for (const { place, post, parent } of replies) {
    if (!standsOn(parent, post)) problems.add(place, `"parent" is "${parent}", which is a comment on another post`);
    else if ((comments.get(parent) ?? elsewhere.get(parent))?.reply)
      problems.add(
        place,
        `"parent" is "${parent}", which is a reply itself: replies go one level deep, name the comment above it`,
      );
  }
  problems.settle();
  return counts;
}

/** ISO 8601 as the interchange format has it: without a zone it is UTC. */
export function timeOf(text: string): Date {
  const iso = text.replace(' ', 'T');
  if (iso.length === 10) return new Date(`${iso}T00:00:00Z`);
  return new Date(/(Z|[+-]\d{2}:\d{2})$/.test(iso) ? iso : `${iso}Z`);
}
