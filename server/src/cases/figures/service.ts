import type { CaseFigures } from '@parvis/contracts';
import { findCommunity } from '../../communities/index.ts';
import { findArticles, presentArticleReference } from '../../charter/index.ts';
import { elevated } from '../../kernel/database/index.ts';
import { notFound } from '../../kernel/http/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { type Viewer, isSteward } from '../../kernel/viewer/index.ts';
import { median, share, steady } from './policy.ts';
import { type FigureRow, countPending, listFigures } from './store.ts';

const year = 365 * 24 * 60 * 60_000;
const minute = 60_000;

/**
 * Of one community, for its stewards and for moderators; without one, of what belongs to none, for moderators. How long
 * things took tells of those who examine, who are few in one community: it is told of all desks together.
 */
export const showFigures = (kernel: Kernel, viewer: Viewer, community: string | undefined): Promise<CaseFigures> =>
  kernel.database.transaction(viewer, async (tx) => {
    const moderates = viewer.roles.includes('moderator');
    const examines = moderates || Object.values(viewer.memberships).includes('steward');
    const knows =
      community === undefined ||
      isSteward(viewer, community) ||
      (moderates && (await findCommunity(tx, viewer.person, community)) !== undefined);
    if (!examines || !knows) throw notFound('desk');
    const fewest = kernel.settings.fewestCounted;
    const since = new Date(kernel.now().getTime() - year);
    // Rule: figures are made of more than anybody's desk holds, and say nothing of any one of it.
    const { all, own } = await elevated(tx, async () => ({
      all: await listFigures(tx, undefined, since),
      own: community === undefined && !moderates ? [] : await listFigures(tx, community ?? null, since),
    }));
    const timed = steady(all, fewest, ({ decided_by }) => decided_by);
    const spent = (from: Date, to: Date) => (to.getTime() - from.getTime()) / minute;
    const byArticle = Map.groupBy(
      own.filter(({ article_id }) => article_id !== null),
      ({ article_id }) => article_id!,
    );
    const cited = new Map((await findArticles(tx, [...byArticle.keys()])).map((article) => [article.id, article]));
    const articles = [...byArticle]
      .flatMap(([id, rows]) => {
        const counted = steady(rows, fewest, authorOf);
        const article = cited.get(id);
        return article && counted.length > 0
          ? [
              {
                article: presentArticleReference(article),
                cases: counted.length,
                upheld: share(counted, ({ upheld }) => upheld),
              },
            ]
          : [];
      })
      .sort((one, other) => other.cases - one.cases || one.article.number - other.article.number);
    const appealed = steady(
      own.filter(({ appeal_outcome }) => appeal_outcome !== null),
      fewest,
      authorOf,
    );
    const [first, second] = articles;
    return {
      fewest,
      pending: await countPending(tx, community),
      firstLook: median(timed.flatMap(({ opened_at, looked_at }) => (looked_at ? [spent(opened_at, looked_at)] : []))),
      toDecision: median(timed.map(({ opened_at, decided_at }) => spent(opened_at, decided_at))),
      articles,
      appeals:
        appealed.length > 0
          ? { cases: appealed.length, granted: share(appealed, ({ appeal_outcome }) => appeal_outcome === 'granted') }
          : null,
      // Most of all by far, and not because nothing else was flagged.
      revise: first && second && first.cases >= 2 * second.cases ? first.article : null,
    };
  });

const authorOf = ({ author_id }: FigureRow): string | null => author_id;
