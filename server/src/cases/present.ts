import type { Case, CaseNote, CommunityReference, PersonReference } from '@parvis/contracts';
import { presentAttachments } from '../attachments/index.ts';
import { type ArticleRow, presentArticleReference } from '../charter/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { type ReferenceRow, presentReference } from '../people/index.ts';
import { abilities, goneTo, isClaimed, isPending, isRemoved } from './policy.ts';
import type { CaseFlagRow, CaseRow, CopyRow, NoteRow } from './store.ts';

export const presentNote = (row: NoteRow, people: ReadonlyMap<string, ReferenceRow>): CaseNote => {
  const author = row.author_id ? people.get(row.author_id) : undefined;
  return {
    id: row.id,
    author: author ? presentReference(author) : null,
    text: row.text,
    createdAt: row.created_at.toISOString(),
  };
};

export type Around = {
  copies: readonly CopyRow[];
  flags: readonly CaseFlagRow[];
  people: ReadonlyMap<string, ReferenceRow>;
  articles: ReadonlyMap<string, ArticleRow>;
  /** Those that the viewer may know of. */
  places: ReadonlyMap<string, CommunityReference>;
};

export function presentCase(
  viewer: Viewer,
  row: CaseRow,
  { copies, flags, people, articles, places }: Around,
  now: Date,
): Case {
  const person = (id: string | null): PersonReference | null => {
    const found = id ? people.get(id) : undefined;
    return found ? presentReference(found) : null;
  };
  const article = (id: string | null) => {
    const found = id ? articles.get(id) : undefined;
    return found ? presentArticleReference(found) : null;
  };
  const mine = copies.filter(({ case_id }) => case_id === row.id);
  const first = mine.find(({ reason }) => reason === 'flagged');
  const edited = mine.findLast(({ reason }) => reason === 'edited');
  const claimer = isClaimed(row, now) ? person(row.claimed_by) : null;
  const decider = person(row.decided_by);
  const to = places.get(goneTo(row.effect).movedTo ?? '');
  return {
    id: row.id,
    state: !isPending(row) ? 'decided' : isClaimed(row, now) ? 'claimed' : 'open',
    openedAt: row.opened_at.toISOString(),
    // A moderator may handle a case of a community that is not theirs to know.
    community:
      row.community_id && row.community_slug
        ? { id: row.community_id, slug: row.community_slug, name: row.community_name ?? '' }
        : null,
    copy: {
      kind: row.subject_kind,
      id: row.subject_id,
      url: row.subject_url,
      title: first?.title ?? null,
      body: first?.body ?? [],
      ...presentAttachments(viewer, first?.attachments ?? null),
      language: first?.language ?? null,
      author: person(row.author_id),
      createdAt: first?.at?.toISOString() ?? null,
    },
    revision: edited?.at
      ? {
          title: edited.title,
          body: edited.body,
          ...presentAttachments(viewer, edited.attachments),
          language: edited.language,
          editedAt: edited.at.toISOString(),
        }
      : null,
    publication: mine.some(({ reason }) => reason === 'deleted')
      ? 'deleted'
      : isRemoved(row)
        ? 'removed'
        : row.held_at
          ? 'held'
          : 'published',
    flags: flags
      .filter(({ case_id }) => case_id === row.id)
      .map(({ article_id, law, reference, note, created_at }) => ({
        article: article(article_id),
        law,
        reference,
        note,
        createdAt: created_at.toISOString(),
      })),
    screening: row.screening ? { reasons: [...row.screening.reasons], words: [...row.screening.words] } : null,
    claim:
      claimer && row.claimed_until
        ? { by: claimer, until: row.claimed_until.toISOString(), mine: row.claimed_by === viewer.person }
        : null,
    decision:
      row.decision && row.decided_at && decider
        ? {
            decision: row.decision,
            article: article(row.article_id),
            ...(row.law !== null && { law: row.law }),
            note: row.public_note,
            ...(to && { to }),
            decidedAt: row.decided_at.toISOString(),
            by: decider,
            internalNote: row.internal_note,
            alsoRemoved: row.also_removed,
            hours: row.hours,
          }
        : null,
    response:
      row.response !== null && row.responded_at ? { text: row.response, at: row.responded_at.toISOString() } : null,
    appeal:
      row.appeal !== null && row.appealed_at
        ? {
            text: row.appeal,
            at: row.appealed_at.toISOString(),
            outcome: row.appeal_outcome,
            note: row.appeal_note,
            internalNote: row.appeal_internal_note,
            by: person(row.appeal_decided_by),
            decidedAt: row.appeal_decided_at?.toISOString() ?? null,
          }
        : null,
    erasedAt: row.erased_at?.toISOString() ?? null,
    abilities: abilities(viewer, row, now),
  };
}
