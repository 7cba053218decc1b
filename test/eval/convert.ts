/**
 * Turns a data folder (people.jsonl, posts.jsonl) into an interchange folder that `parvis import` takes.
 *   node --conditions=source test/eval/convert.ts --data DIR --out DIR
 * Two shapes of source are known: people with questions, answers and comments in threads; people with the projects they
 * were members of. A folder may hold both. Scores and votes are left behind.
 */
import { createReadStream, createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { Tag, type interchange } from '@parvis/contracts';
import { readJsonLines } from '../../server/src/imports/source.ts';

type Rows = { [Name in keyof typeof interchange]?: z.input<(typeof interchange)[Name]>[] };

type SourcePerson = {
  id: string;
  name?: string;
  about?: string | null;
  bio?: string | null;
  location?: string | null;
  joined?: string | null;
  start?: string | null;
  role?: string | null;
  domain?: string | null;
  departments?: string[];
};

type SourcePost = {
  id: string;
  type: 'question' | 'answer' | 'comment' | 'project';
  thread?: string | null;
  parent?: string | null;
  author?: string;
  authors?: string[];
  author_days?: Record<string, number>;
  created: string;
  title?: string | null;
  text?: string | null;
  tags?: string[];
  accepted?: string | null;
};

/** Asks for the topics; belongs to the company, is found by nobody. */
export const evaluator = 'evaluation';

const lineLimit = 200;
const titleLimit = 500;
const bioLimit = 50_000;
const textLimit = 200_000;
const tagLimit = 20;

const cut = (text: string, most: number): string => text.trim().slice(0, most).toWellFormed();
const given = (text: string | null | undefined, most: number): string | undefined => cut(text ?? '', most) || undefined;

export async function* readJsonl<Row>(path: string): AsyncGenerator<Row> {
  for await (const item of readJsonLines(createReadStream(path))) {
    if ('problem' in item) throw new Error(`${path}, line ${item.line}: ${item.problem}.`);
    yield item.value as Row;
  }
}

function convertPerson(person: SourcePerson): NonNullable<Rows['people.jsonl']>[number] {
  // The unit is a path: the department, then the trade within it.
  const unit = [person.departments?.[0], person.domain].map((part) => part?.replaceAll('/', ' ')).filter(Boolean);
  return {
    id: person.id,
    name: cut(person.name || person.id, lineLimit) || person.id,
    title: given(person.role, lineLimit),
    unit: unit.length > 0 ? unit.join('/') : undefined,
    site: given(person.location, lineLimit),
    bio: given(person.bio ?? person.about, bioLimit),
    joinedAt: person.joined ?? person.start ?? undefined,
    clearance: 'C1',
  };
}

export async function convert(data: string): Promise<Rows> {
  const files = { people: join(data, 'people.jsonl'), posts: join(data, 'posts.jsonl') };
  for (const file of Object.values(files))
    if (!existsSync(file)) throw new Error(`There is no ${file}: give a folder that has people.jsonl and posts.jsonl.`);

  const people: NonNullable<Rows['people.jsonl']> = [];
  for await (const person of readJsonl<SourcePerson>(files.people)) people.push(convertPerson(person));
  const known = new Set(people.map(({ id }) => id));
  people.push({ id: evaluator, name: 'Evaluation', hidden: true, clearance: 'C1' });

  const sources: SourcePost[] = [];
  for await (const post of readJsonl<SourcePost>(files.posts)) sources.push(post);
  const byId = new Map(sources.map((post) => [post.id, post]));

  const slug =
    basename(resolve(data))
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 80) || 'community';
  const posts: NonNullable<Rows['posts.jsonl']> = [];
  const comments: NonNullable<Rows['comments.jsonl']> = [];
  const projects: NonNullable<Rows['projects.jsonl']> = [];
  for (const post of sources) {
    const text = cut(post.text ?? '', textLimit);
    if (post.type === 'project') {
      projects.push({
        id: post.id,
        title: cut(post.title ?? post.id, titleLimit) || post.id,
        text,
        startedAt: post.created,
        members: [...new Set(post.authors)]
          .filter((person) => known.has(person))
          .map((person) => ({ person, days: post.author_days?.[person] })),
      });
      continue;
    }
    if (!post.author || !known.has(post.author)) continue;
    if (post.type === 'question') {
      const accepted = post.accepted ? byId.get(post.accepted) : undefined;
      posts.push({
        id: post.id,
        kind: 'question',
        author: post.author,
        community: slug,
        title: cut(post.title ?? '', titleLimit) || cut(text, lineLimit) || post.id,
        text,
        tags: (post.tags ?? []).filter((tag) => Tag.safeParse(tag).success).slice(0, tagLimit),
        accepted:
          accepted?.type === 'answer' && accepted.author && known.has(accepted.author) ? accepted.id : undefined,
        createdAt: post.created,
      });
      continue;
    }
    const thread = post.thread ? byId.get(post.thread) : undefined;
    if (!thread?.author || !known.has(thread.author)) continue;
    const parent = post.parent ? byId.get(post.parent) : undefined;
    comments.push({
      id: post.id,
      post: thread.id,
      parent: parent?.type === 'answer' && parent.author && known.has(parent.author) ? parent.id : undefined,
      author: post.author,
      text: text || '…',
      createdAt: post.created,
    });
  }
  return {
    'people.jsonl': people,
    'communities.jsonl': posts.length > 0 ? [{ id: slug, name: basename(resolve(data)), defaultDegree: 'C0' }] : [],
    'projects.jsonl': projects,
    'posts.jsonl': posts,
    'comments.jsonl': comments,
  };
}

/** Writes the rows as an interchange folder. */
export async function writeFolder(rows: Rows, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [name, some] of Object.entries(rows)) {
    if (some.length === 0) continue;
    const file = createWriteStream(join(folder, name));
    for (const row of some) if (!file.write(`${JSON.stringify(row)}\n`)) await once(file, 'drain');
    file.end();
    await once(file, 'finish');
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
  if (!values.data || !values.out) {
    process.stderr.write('Usage: convert.ts --data DIR --out DIR\n');
    process.exitCode = 2;
  } else {
    const rows = await convert(values.data);
    await writeFolder(rows, values.out);
    for (const [name, some] of Object.entries(rows)) process.stdout.write(`${name}: ${some.length}\n`);
  }
}
