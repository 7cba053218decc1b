import type { Post } from '@parvis/contracts';
import type { IdeaDetails, PollDetails } from '../kernel/database/index.ts';
import { presentReference } from '../people/index.ts';
import type { PostFacts } from '../posts/index.ts';

/** An idea that nobody has moved yet. */
export const freshIdea = ({ created_at }: Pick<PostFacts, 'created_at'>): IdeaDetails => ({
  status: 'new',
  reason: null,
  at: created_at.toISOString(),
});

export type KindFacts = Pick<
  PostFacts,
  'kind' | 'details' | 'created_at' | 'my_answer' | 'thanked' | 'acknowledged' | 'share'
>;

/** Nothing of most posts. */
export function presentKind(row: KindFacts): Pick<Post, 'poll' | 'idea' | 'kudos' | 'announcement'> | undefined {
  switch (row.kind) {
    case 'poll':
      return (row.details && { poll: presentPoll(row.details as PollDetails, row.my_answer) }) || undefined;
    case 'idea':
      return { idea: (row.details as IdeaDetails | null) ?? freshIdea(row) };
    case 'kudos':
      return {
        kudos: {
          to: (row.thanked?.people ?? []).map(({ departed, ...person }) => ({
            ...presentReference({ ...person, departed_at: null }),
            departed,
          })),
          skill: row.thanked?.skill ?? null,
        },
      };
    case 'announcement':
      return { announcement: { acknowledged: row.acknowledged ?? false, share: row.share } };
    default:
      return undefined;
  }
}

const presentPoll = (
  { options, multiple, secret, closesAt, closed, answers, counts, step }: PollDetails,
  mine: string[] | null,
): NonNullable<Post['poll']> => ({
  options: options.map(({ id, label }) => ({ id, label, count: counts?.[id] ?? null })),
  multiple,
  secret,
  closesAt,
  closed: closed ?? false,
  answered: mine !== null,
  mine: mine ?? [],
  answers: answers ?? null,
  step,
});
