import { type Me, writablePostKinds } from '@parvis/contracts';
import { mayAddressEveryone } from '../audiences/index.ts';
import { canFound, listCommunities } from '../communities/index.ts';
import { notFound } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { presentReference } from '../people/index.ts';
import { findSelf } from './store.ts';

/** Communities that the composer offers at most. */
const most = 500;

export const showMe = ({ database, settings }: Kernel, viewer: Viewer): Promise<Me> =>
  database.transaction(viewer, async (tx) => {
    const self = await findSelf(tx, viewer.person);
    if (!self) throw notFound('person');
    const communities = await listCommunities(tx, viewer.person, { member: true, limit: most });
    const steward = communities.some(({ role }) => role === 'steward');
    return {
      person: presentReference({ ...self, open: true }),
      clearance: viewer.clearance,
      roles: [...viewer.roles],
      communities: communities.map((one) => ({
        id: one.id,
        slug: one.slug,
        name: one.name,
        circles: one.circles,
        defaultDegree: one.default_degree,
        defaultCommenters: one.default_commenters,
        purpose: one.purpose,
        tone: one.tone,
        steward: one.role === 'steward',
      })),
      degreeNames: settings.degreeNames,
      reactions: [...settings.reactions],
      abilities: {
        moderate: steward || viewer.roles.includes('moderator'),
        write: [...writablePostKinds],
        announce: viewer.roles.includes('admin') && mayAddressEveryone(viewer),
        everyone: mayAddressEveryone(viewer),
        found: canFound(viewer, settings.founders),
      },
    };
  });
