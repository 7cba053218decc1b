import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { degrees, interchange, postKinds, type Circle, type Degree } from '@parvis/contracts';
import { findMentions, parseRichText, plainText } from '../../server/src/kernel/richtext/index.ts';
import { contentDate, moveContent, moveRow, weeksUntil } from '../../server/demo/dates.ts';

const folder = new URL('../../server/demo/content/', import.meta.url).pathname;

const linesOf = async (file: keyof typeof interchange, from = folder) =>
  (await readFile(join(from, file), 'utf8')).trimEnd().split('\n');

async function read<File extends keyof typeof interchange>(file: File) {
  const lines = await linesOf(file);
  return lines.map((line, at) => {
    const parsed = interchange[file].safeParse(JSON.parse(line));
    if (!parsed.success) throw new Error(`${file}:${at + 1}: ${parsed.error.message}`);
    return parsed.data as ReturnType<(typeof interchange)[File]['parse']>;
  });
}

const [skills, people, communities, projects, posts, comments, reactions, answers] = await Promise.all([
  read('skills.jsonl'),
  read('people.jsonl'),
  read('communities.jsonl'),
  read('projects.jsonl'),
  read('posts.jsonl'),
  read('comments.jsonl'),
  read('reactions.jsonl'),
  read('answers.jsonl'),
]);

const byId = <Row extends { id: string }>(rows: Row[]) => new Map(rows.map((row) => [row.id, row]));
const person = byId(people);
const community = byId(communities);
const post = byId(posts);
const comment = byId(comments);
const skill = byId(skills);

/** The audience of a post, as the import understands it. */
const audience = (id: string): { circles: Circle[]; degree: Degree } => {
  const { community: place, circles, degree } = post.get(id)!;
  const group = place === null ? undefined : community.get(place);
  return { circles: circles ?? group?.circles ?? ['employee'], degree: degree ?? group?.defaultDegree ?? 'C1' };
};

const reads = (id: string, postId: string): boolean => {
  const who = person.get(id)!;
  const { circles, degree } = audience(postId);
  const place = post.get(postId)!.community;
  const group = place === null ? undefined : community.get(place)!;
  return (
    circles.includes(who.circle) &&
    degrees.indexOf(who.clearance) >= degrees.indexOf(degree) &&
    (!group || group.visibility === 'open' || group.members.some((member) => member.person === id))
  );
};

const counted = <Value>(values: Value[]) => new Set(values).size;

describe('the demonstration content', () => {
  it('has somebody to examine whatever is flagged of anybody: neither they, nor who leads them, nor whom they lead', () => {
    const moderators = people.filter(({ roles }) => roles.includes('moderator'));
    const concerned = (one: string, other: string) =>
      one === other || person.get(one)!.manager === other || person.get(other)!.manager === one;
    for (const { id } of people)
      expect(moderators.filter((one) => !concerned(one.id, id)).length, id).toBeGreaterThan(0);
    const left = moderators.filter(({ id }) => !concerned(id, 'liam.prescott'));
    expect(left.map(({ id }) => id)).toEqual(['annelaure.fontanel']);
  });

  it('gives every row an id of its own', () => {
    for (const rows of [skills, people, communities, projects, posts, comments])
      expect(counted<string>(rows.map(({ id }) => id))).toBe(rows.length);
    expect(counted(reactions.map((row) => JSON.stringify([row.person, row.post, row.comment, row.kind])))).toBe(
      reactions.length,
    );
  });

  it('refers only to what it contains', () => {
    for (const { id, manager, deputy, skills: declared } of people) {
      if (manager) expect(person.has(manager), `manager of ${id}`).toBe(true);
      if (deputy) expect(person.has(deputy), `deputy of ${id}`).toBe(true);
      for (const entry of declared) expect(skill.has(entry.skill), `${entry.skill} of ${id}`).toBe(true);
    }
    for (const { id, members } of [...communities, ...projects])
      for (const member of members) expect(person.has(member.person), `${member.person} in ${id}`).toBe(true);
    for (const { id, community: place, author, accepted } of posts) {
      expect(person.has(author), `author of ${id}`).toBe(true);
      if (place !== null) expect(community.has(place), `community of ${id}`).toBe(true);
      if (accepted) expect(comment.get(accepted)?.post, `answer of ${id}`).toBe(id);
    }
    for (const { id, post: on, author, parent } of comments) {
      expect(person.has(author), `author of ${id}`).toBe(true);
      expect(post.has(on), `post of ${id}`).toBe(true);
      if (parent) {
        expect(comment.get(parent)?.post, `parent of ${id}`).toBe(on);
        expect(comment.get(parent)?.parent, `${id} replies to a comment, not to a reply`).toBeUndefined();
      }
    }
    for (const row of reactions) {
      expect(person.has(row.person)).toBe(true);
      expect([row.post && post.has(row.post), row.comment && comment.has(row.comment)].filter(Boolean)).toHaveLength(1);
    }
  });

  it('lets nobody write, answer or react where they could not read', () => {
    const wrong = [
      ...posts.filter(({ id, author }) => !reads(author, id)).map(({ id }) => id),
      ...comments.filter((row) => !reads(row.author, row.post)).map(({ id }) => id),
      ...reactions
        .filter((row) => !reads(row.person, row.post ?? comment.get(row.comment!)!.post))
        .map((row) => `${row.person} on ${row.post ?? row.comment}`),
      ...posts
        .filter(
          ({ community: place, author }) => place && !community.get(place)!.members.some((m) => m.person === author),
        )
        .map(({ id }) => `${id} by no member`),
      ...communities.flatMap(({ id, circles, members }) =>
        members
          .filter((member) => !circles.includes(person.get(member.person)!.circle))
          .map((m) => `${m.person} in ${id}`),
      ),
    ];
    expect(wrong).toEqual([]);
  });

  it('mentions only people it contains, and says something in every text', () => {
    for (const { id, text } of [...posts, ...comments]) {
      expect(plainText(parseRichText(text)).length, id).toBeGreaterThan(2);
      for (const name of findMentions(text)) expect(person.has(name), `@${name} in ${id}`).toBe(true);
    }
  });

  it('keeps each conversation in order, and ends on its content date', () => {
    for (const row of comments) {
      const before = row.parent ? comment.get(row.parent)! : post.get(row.post)!;
      expect(Date.parse(row.createdAt), row.id).toBeGreaterThan(Date.parse(before.createdAt));
    }
    const newest = Math.max(...[...posts, ...comments].map(({ createdAt }) => Date.parse(createdAt)));
    expect(new Date(newest)).toEqual(contentDate);
  });

  it('shows a company on three sites, with its clients and suppliers', () => {
    const employees = people.filter(({ circle }) => circle === 'employee');
    expect(new Set(employees.flatMap(({ site }) => site ?? []))).toEqual(new Set(['Lyon', 'Nantes', 'Manchester']));
    expect(people).toHaveLength(84);
    expect(people.filter(({ circle }) => circle === 'client')).toHaveLength(2);
    expect(people.filter(({ circle }) => circle === 'supplier')).toHaveLength(2);
    expect(people.flatMap(({ roles }) => roles).sort()).toEqual(['admin', 'moderator', 'moderator', 'moderator']);
    expect(people.some(({ unit }) => unit?.includes('/'))).toBe(true);
  });

  it('has people about whom little is known, who left, or whom nobody may find', () => {
    expect(people.filter(({ hidden }) => hidden).map(({ id }) => id)).toEqual(['zz.recette']);
    const left = people.filter(({ departedAt }) => departedAt);
    expect(left.map(({ deputy }) => deputy)).toEqual(['benoit.charvet', undefined]);
    const present = people.filter(({ hidden, departedAt }) => !hidden && !departedAt);
    expect(present.filter(({ title }) => !title).length).toBeGreaterThanOrEqual(3);
    expect(present.some(({ name }) => !name.includes(' '))).toBe(true);
    expect(present.some(({ name }) => name.length > 50)).toBe(true);
    expect(present.some(({ name }) => /\p{Script=Greek}/u.test(name))).toBe(true);
    expect(present.some(({ name }) => /\p{L}'\p{L}/u.test(name))).toBe(true);
  });

  it('has communities of every kind, each with its stewards', () => {
    expect(new Set(communities.map(({ visibility }) => visibility))).toEqual(new Set(['open', 'listed', 'secret']));
    expect(new Set(communities.map(({ joinRule }) => joinRule))).toEqual(new Set(['free', 'request', 'invite']));
    expect(communities.some(({ circles }) => circles.length === 3)).toBe(true);
    for (const { id, purpose, tone, members } of communities) {
      expect(purpose.length * tone.length, id).toBeGreaterThan(0);
      expect(members.filter(({ role }) => role === 'steward').length, id).toBeGreaterThanOrEqual(2);
    }
  });

  it('names every skill in both languages, symbols kept', () => {
    expect(skills.length).toBeGreaterThanOrEqual(120);
    for (const { id, label } of skills) expect(Object.keys(label).sort(), id).toEqual(['en', 'fr']);
    const labels = skills.map(({ label }) => label['en']);
    for (const label of ['C++', 'C#', '.NET', 'React', 'Kubernetes', 'TIG welding']) expect(labels).toContain(label);
  });

  it('is written in both languages, by many, on questions that get answered', () => {
    const french = posts.filter(({ language }) => language === 'fr').length;
    expect(french / posts.length).toBeGreaterThan(0.5);
    expect(posts.length - french).toBeGreaterThan(50);
    expect(counted(comments.map(({ author }) => author))).toBeGreaterThan(70);
    const questions = posts.filter(({ kind }) => kind === 'question');
    expect(questions.filter(({ accepted }) => accepted).length / questions.length).toBeGreaterThan(0.6);
    expect(comments.filter(({ parent }) => parent).length).toBeGreaterThanOrEqual(40);
    expect(new Set(posts.map(({ kind }) => kind))).toEqual(new Set(postKinds));
    for (const { id, kind, link } of posts) expect(Boolean(link), id).toBe(kind === 'link');
  });

  it('thanks, asks and shares again only with people who read it', () => {
    for (const { id, kudos, acknowledgedBy, original, author, statuses, community: place } of posts) {
      for (const who of [...(kudos?.to ?? []), ...acknowledgedBy]) expect(reads(who, id), `${who} ${id}`).toBe(true);
      if (original) expect(reads(author, original), id).toBe(true);
      for (const { by } of statuses)
        expect(community.get(place!)!.members, id).toContainEqual({ person: by, role: 'steward' });
    }
    for (const { person: who, post: id } of answers) expect(reads(who, id), `${who} ${id}`).toBe(true);
  });

  it('uses every degree, and tells partners apart', () => {
    expect(new Set(posts.map(({ id }) => audience(id).degree))).toEqual(new Set(['C0', 'C1', 'C2', 'C3']));
    const readable = (who: string) =>
      posts.filter(({ id, community: place }) => place === 'haut-doubs' && reads(who, id)).length;
    const all = ['nicolas.ferrand', 'marieodile.grandjean', 'wim.deprez', 'erwan.quemener'].map(readable);
    expect(all).toEqual([...all].sort((a, b) => b - a));
    expect(counted(all)).toBe(all.length);
  });
});

describe('its dates', () => {
  const folders: string[] = [];
  afterAll(() => Promise.all(folders.map((path) => rm(path, { recursive: true }))));

  it('move by whole weeks, so that weekdays stay and nothing lies ahead', () => {
    const now = new Date('2027-06-17T08:00:00Z');
    const weeks = weeksUntil(now);
    const moved = moveRow({ id: 'x', createdAt: '2026-11-20T12:15:00Z', joinedAt: '2026-11-19', title: 'At' }, weeks);
    expect(moved).toEqual({ id: 'x', createdAt: '2027-06-11T12:15:00.000Z', joinedAt: '2027-06-10', title: 'At' });
    expect(weeksUntil(contentDate)).toBe(0);
    expect(weeksUntil(new Date(contentDate.getTime() - 1))).toBe(-1);
  });

  it('are moved in every file of the folder, and nothing else is', async () => {
    const to = await mkdtemp(join(tmpdir(), 'parvis-demo-'));
    folders.push(to);
    await moveContent(folder, to, new Date('2027-01-05T09:00:00Z'));
    for (const file of Object.keys(interchange) as (keyof typeof interchange)[]) {
      const [before, after] = [await linesOf(file), await linesOf(file, to)];
      expect(after.length, file).toBe(before.length);
      const undated = (line: string) => line.replaceAll(/"(\w+At|from|until)":"[^"]*"/g, '');
      expect(after.map(undated), file).toEqual(before.map(undated));
    }
    expect(await linesOf('posts.jsonl', to)).not.toEqual(await linesOf('posts.jsonl'));
  });
});
