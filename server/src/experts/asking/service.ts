/** Where a question that nobody was found for is asked best. */
import type { CommunityProposals } from '@parvis/contracts';
import { listCommunities } from '../../communities/index.ts';
import { countTerms, ranking } from '../../evidence/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Viewer } from '../../kernel/viewer/index.ts';
import { understand } from '../understand.ts';
import { readTalk } from './store.ts';

/** Communities that are looked at, and that are proposed. */
const looked = 500;
const proposed = 3;
/** What the words that a community is called and described by count beside what is written in it. */
const named = 0.5;

/**
 * Communities that the viewer may write in, those first in which others talk about it: what is written there that the
 * viewer may read, and what the community says it is for. Those with nothing about it are not proposed.
 */
export async function proposeCommunities(kernel: Kernel, viewer: Viewer, q: string): Promise<CommunityProposals> {
  const own = await kernel.database.transaction(viewer, (tx) =>
    listCommunities(tx, viewer.person, { member: true, limit: looked }),
  );
  if (own.length === 0) return { items: [] };
  const understood = await understand(kernel, viewer, { q, for: 'know', limit: 1 });
  const talk = understood ? await readTalk(kernel.database, viewer, understood.sought) : new Map<string, number>();
  const loudest = Math.max(...talk.values(), Number.MIN_VALUE);
  const { terms: written, common } = ranking.readQuery(q);
  const asked = [...ranking.telling(written, common).keys()];
  const items = own
    .map(({ id, slug, name, purpose }) => {
      const { terms } = countTerms(`${name}\n${purpose}`, true);
      const words = asked.filter((term) => terms.has(term)).length / Math.max(1, asked.length);
      return { id, slug, name, fit: (talk.get(id) ?? 0) / loudest + named * words };
    })
    .filter(({ fit }) => fit > 0)
    .sort((one, other) => other.fit - one.fit || (one.name < other.name ? -1 : 1))
    .slice(0, proposed);
  return { items: items.map(({ id, slug, name }) => ({ id, slug, name })) };
}
