import { sql } from 'kysely';
import type { CaseOrder } from '@parvis/contracts';
import type { Transaction } from '../../kernel/database/index.ts';
import { type CaseRow, appealPending, cases, claimStands, toExamine } from '../store.ts';

export type Place = { at: string; id: string; flags?: number };

export type Wanted = {
  state: 'open' | 'claimed' | 'decided' | undefined;
  community: string | undefined;
  article: string | undefined;
  several: boolean;
  appealed: boolean;
  screened: boolean;
  /** Opened before then. */
  before: Date | undefined;
  order: CaseOrder;
  now: Date;
  after: Place | undefined;
  limit: number;
};

/** Those on the viewer's desk. */
export function listCases(
  tx: Transaction,
  { state, community, article, several, appealed, screened, before, order, now, after, limit }: Wanted,
): Promise<CaseRow[]> {
  const claimed = sql<boolean>`coalesce("case".claimed_until > ${now} and ${claimStands}, false)`;
  let query = cases(tx).where(
    state === 'decided' ? sql<boolean>`"case".decided_at is not null and not (${appealPending})` : toExamine,
  );
  if (state === 'claimed') query = query.where(claimed);
  if (state === 'open') query = query.where(({ not }) => not(claimed));
  if (community) query = query.where('case.community_id', '=', community);
  if (article)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('case_flag')
          .whereRef('case_flag.case_id', '=', 'case.id')
          .where((flagged) =>
            article === 'illegal'
              ? flagged('case_flag.article_id', 'is', null)
              : // Also what was flagged under an earlier version: an article is known by its number.
                flagged('case_flag.article_id', 'in', (numbered) =>
                  numbered
                    .selectFrom('charter_article as other')
                    .innerJoin('charter_article as chosen', 'chosen.number', 'other.number')
                    .where('chosen.id', '=', article)
                    .select('other.id'),
                ),
          )
          .select('case_flag.id'),
      ),
    );
  if (several) query = query.where('case.flags', '>', 1);
  if (appealed) query = query.where(state === 'decided' ? sql<boolean>`"case".appealed_at is not null` : appealPending);
  if (screened) query = query.where('case.screening', 'is not', null);
  if (before) query = query.where('case.opened_at', '<=', before);
  if (state === 'decided') {
    if (after)
      query = query.where(sql<boolean>`("case".decided_at, "case".id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
    query = query.orderBy('case.decided_at', 'desc').orderBy('case.id', 'desc');
  } else if (order === 'newest') {
    if (after)
      query = query.where(sql<boolean>`("case".opened_at, "case".id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
    query = query.orderBy('case.opened_at', 'desc').orderBy('case.id', 'desc');
  } else {
    if (order === 'weight') {
      if (after)
        query = query.where(
          sql<boolean>`(-"case".flags, "case".opened_at, "case".id) > (${-(after.flags ?? 0)}::int, ${after.at}::timestamptz, ${after.id}::uuid)`,
        );
      query = query.orderBy('case.flags', 'desc');
    } else if (after)
      query = query.where(sql<boolean>`("case".opened_at, "case".id) > (${after.at}::timestamptz, ${after.id}::uuid)`);
    query = query.orderBy('case.opened_at').orderBy('case.id');
  }
  return query.limit(limit).execute();
}
