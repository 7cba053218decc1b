import { limits } from '@parvis/contracts';
import type { KindDetails } from '../../kernel/database/index.ts';
import { tagKey } from '../../kernel/richtext/index.ts';
import { pageKey } from '../../pages/index.ts';
import { idFor } from '../ids.ts';
import { findPeople } from '../people/store.ts';
import { postReaders } from '../policy.ts';
import { type Scribes, type Writing, byId, iso, slices } from '../scribe.ts';
import type { RowOf } from '../source.ts';
import { type Imported, findImported } from '../store.ts';
import * as store from './store.ts';

/** `link` says which comments are the accepted answers, once all are there. */
export function postScribes({ tx, at, pages, fewestCounted, files, audienceOf, readTexts, communities }: Writing): {
  scribes: Pick<Scribes, 'posts.jsonl' | 'comments.jsonl' | 'reactions.jsonl' | 'answers.jsonl'>;
  link(): Promise<void>;
} {
  const accepted: { post: string; comment: string | null }[] = [];

  const posts: Scribes['posts.jsonl'] = {
    async write(rows) {
      const known = await communities();
      const authors = await findPeople(
        tx,
        rows.map(({ row }) => row.author),
      );
      const texts = await readTexts(rows.map(({ row }) => row.text));
      const values: store.PostValues[] = [];
      const kinds: store.KindValues = { kudos: [], steps: [], acknowledgements: [] };
      const named = await findPeople(
        tx,
        rows.flatMap(({ row }) => [
          ...(row.kudos?.to ?? []),
          ...row.acknowledgedBy,
          ...row.statuses.flatMap(({ by }) => by ?? []),
        ]),
      );
      const skills = await findImported(
        tx,
        'skill',
        rows.flatMap(({ row }) => row.kudos?.skill ?? []),
      );
      const written = new Map<string, string>();
      for (const [index, { id, source, row }] of rows.entries()) {
        const author = authors.get(row.author);
        const community = row.community === null ? null : known.get(row.community);
        // Deleted here since the import that knew them; so is what hangs on them.
        if (!author || community === undefined) continue;
        const { body, tags, language } = texts[index]!;
        values.push({
          id,
          audience_id: await audienceOf(postReaders(row, community, author)),
          community_id: community?.id ?? null,
          author_id: author.id,
          kind: row.kind,
          title: row.title?.trim() || null,
          body,
          source: row.text,
          link: row.link ?? null,
          page: row.link === undefined ? null : (pageKey(pages, row.link) ?? null),
          tags: [...new Set([...row.tags.map(tagKey), ...tags])].slice(
            0,
            Math.max(row.tags.length, limits.tagsPerPost),
          ),
          language: row.language ?? language,
          commenters: row.commenters,
          created_at: iso(row.createdAt)!,
          edited_at: iso(row.editedAt),
          details: detailsOf(row, skills, fewestCounted),
          reshareable: row.reshareable,
          original_id: row.original === undefined ? null : idFor('post', row.original),
        });
        for (const [place, person] of (row.kudos?.to ?? []).entries()) {
          const found = named.get(person);
          if (found) kinds.kudos.push({ post_id: id, person_id: found.id, place });
        }
        for (const [place, { status, reason, by, movedAt }] of row.statuses.entries())
          kinds.steps.push({
            id: idFor('post', `${source} status ${place}`),
            post_id: id,
            status,
            reason: reason ?? null,
            person_id: (by !== undefined && named.get(by)?.id) || null,
            at: iso(movedAt)!,
          });
        for (const person of row.acknowledgedBy) {
          const found = named.get(person);
          // Its author knows it anyway.
          if (found && found.id !== author.id)
            kinds.acknowledgements.push({ post_id: id, person_id: found.id, at: iso(row.createdAt)! });
        }
        if (row.kind === 'question')
          accepted.push({ post: id, comment: row.accepted === undefined ? null : idFor('comment', row.accepted) });
        written.set(source, id);
      }
      if (values.length > 0) await store.savePosts(tx, values);
      for (const { id, source, row, place } of rows)
        if (row.attachments && written.has(source)) await files.place(tx, id, row.attachments, place);
      await store.saveKinds(tx, kinds, { at: at.toISOString(), step: fewestCounted });
      return written;
    },
  };

  const comments: Scribes['comments.jsonl'] = {
    // What is replied to comes first.
    passes: [({ parent }) => parent === undefined, ({ parent }) => parent !== undefined],
    async write(rows) {
      const authors = await findPeople(
        tx,
        rows.map(({ row }) => row.author),
      );
      const texts = await readTexts(rows.map(({ row }) => row.text));
      const values = rows.flatMap(({ id, row }, index): store.CommentValues[] => {
        const author = authors.get(row.author);
        if (!author) return [];
        const { body, language } = texts[index]!;
        return [
          {
            id,
            post_id: idFor('post', row.post),
            parent_id: row.parent === undefined ? null : idFor('comment', row.parent),
            author_id: author.id,
            body,
            source: row.text,
            language: row.language ?? language,
            created_at: iso(row.createdAt)!,
            edited_at: iso(row.editedAt),
          },
        ];
      });
      const saved = values.length > 0 ? await store.saveComments(tx, values) : new Set<string>();
      return byId(rows.filter(({ id }) => saved.has(id)));
    },
  };

  const answers: Scribes['answers.jsonl'] = {
    source: ({ person, post }) => JSON.stringify([person, post]),
    async write(rows) {
      const known = await findPeople(
        tx,
        rows.map(({ row }) => row.person),
      );
      const here = rows.filter(({ row }) => known.has(row.person));
      await store.saveAnswers(
        tx,
        here.map(({ row }) => ({
          person_id: known.get(row.person)!.id,
          post_id: idFor('post', row.post),
          options: row.options.map(String),
        })),
        at.toISOString(),
      );
      return byId(here);
    },
  };

  const reactions: Scribes['reactions.jsonl'] = {
    source: ({ person, post, comment, kind }) => JSON.stringify([person, post ?? null, comment ?? null, kind]),
    async write(rows) {
      const known = await findPeople(
        tx,
        rows.map(({ row }) => row.person),
      );
      const here = rows.filter(({ row }) => known.has(row.person));
      const values = here.map(({ row }) => ({
        person_id: known.get(row.person)!.id,
        post_id: row.post === undefined ? null : idFor('post', row.post),
        comment_id: row.comment === undefined ? null : idFor('comment', row.comment),
        kind: row.kind,
      }));
      if (values.length > 0) await store.saveReactions(tx, values);
      return byId(here);
    },
  };

  return {
    scribes: {
      'posts.jsonl': posts,
      'comments.jsonl': comments,
      'reactions.jsonl': reactions,
      'answers.jsonl': answers,
    },
    async link() {
      for (const some of slices(accepted)) await store.linkAccepted(tx, some);
    },
  };
}

/** What a post has of its kind alone; of most nothing. */
function detailsOf(row: RowOf<'posts.jsonl'>, skills: ReadonlyMap<string, Imported>, step: number): KindDetails | null {
  if (row.poll) {
    const { options, multiple, secret, closesAt } = row.poll;
    return {
      options: options.map((label, index) => ({ id: String(index + 1), label })),
      multiple,
      secret,
      closesAt: iso(closesAt)!,
      step,
    };
  }
  const last = row.statuses.at(-1);
  if (last) return { status: last.status, reason: last.reason ?? null, at: iso(last.movedAt)! };
  const skill = row.kudos?.skill === undefined ? undefined : skills.get(row.kudos.skill);
  return skill ? { skill: skill.id } : null;
}
