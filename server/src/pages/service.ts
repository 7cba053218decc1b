/** Pages of the intranet: which are configured, who reads them, and what of theirs is kept here. */
import type { Circle, Degree } from '@parvis/contracts';
import { findOrAddShared, holdsShared } from '../audiences/index.ts';
import { findCommunity } from '../communities/index.ts';
import { type Transaction, elevated } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { pageKey, pageRule } from './policy.ts';
import { findSlug, listDiscussed, moveDiscussed } from './store.ts';

/** `community`: null where everybody is meant. */
export type Page = { address: string; community: string | null; circles: readonly Circle[]; degree: Degree };

/** Undefined for a page that nobody configured, and just so for one that is not for the viewer. */
export async function findPage(
  { settings }: Pick<Kernel, 'settings'>,
  tx: Transaction,
  viewer: Viewer,
  url: string,
): Promise<Page | undefined> {
  const address = pageKey(settings.pages, url);
  const rule = address === undefined ? undefined : pageRule(settings.pages, address);
  if (!rule) return undefined;
  // Rule: a page's audience comes from the configuration, which may name a community that the viewer does not know.
  const community = rule.community
    ? await elevated(tx, () => findCommunity(tx, viewer.person, rule.community!))
    : undefined;
  if (rule.community && !community) return undefined;
  const page = { address: address!, community: community?.id ?? null, circles: rule.circles, degree: rule.degree };
  return (await holdsShared(tx, viewer, page)) ? page : undefined;
}

/**
 * The configuration says who reads a page, so it says who reads what is said of it: where it says another thing than at
 * the last start, discussions go to those readers, and to nobody where it names the page no more.
 */
export const alignPages = ({ database, settings, now }: Pick<Kernel, 'database' | 'settings' | 'now'>): Promise<void> =>
  database.system(async (tx) => {
    const readers = new Map<unknown, { audience: number; community: string | null }>();
    const readersOf = async (address: string) => {
      const rule = pageRule(settings.pages, address);
      const known = readers.get(rule);
      if (known) return known;
      const community = rule?.community === undefined ? null : await findSlug(tx, rule.community);
      const addressed =
        rule && community !== undefined
          ? { community, circles: rule.circles, degree: rule.degree }
          : { community: null, circles: [], degree: 'C3' as const };
      const found = { audience: await findOrAddShared(tx, addressed), community: addressed.community };
      readers.set(rule, found);
      return found;
    };
    for (const { id, page, audience_id, community_id } of await listDiscussed(tx)) {
      const { audience, community } = await readersOf(page);
      if (audience === audience_id && community === community_id) continue;
      await moveDiscussed(tx, id, audience, community);
      // To whoever reads it now, it is new.
      await recordEvent(tx, {
        type: 'discussion.created',
        at: now(),
        actor: null,
        audience,
        subject: { kind: 'post', id },
        post: id,
        community,
        data: { page },
      });
    }
  });
