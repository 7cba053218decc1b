/**
 * What stewards and members of the demonstration company did since: somebody asks to be let in, somebody is invited, a
 * post is pinned, one waits for its time. Done the way everybody does it: an interchange folder has none of it.
 */
import { invite, requestMembership } from '../src/communities/service.ts';
import { idFor } from '../src/imports/ids.ts';
import type { Kernel } from '../src/kernel/kernel.ts';
import { writePost } from '../src/posts/write.ts';
import { pin } from '../src/stewarding/service.ts';

export const deeds = {
  asks: {
    by: 'claire.martin',
    of: 'field-service',
    note: 'Je reprends les tablettes des techniciens à partir de mars.',
  },
  invites: { by: 'helene.vauclair', to: 'alize', person: 'karim.benali', note: 'Ton avis sur les essais nous manque.' },
  pins: { by: 'sandrine.legoff', post: 'hse-17' },
  schedules: {
    by: 'claire.martin',
    in: 'it-help',
    days: 5,
    text: 'Rappel : les postes seront mis à jour ce soir entre 19 h et 21 h. Laissez-les allumés, session fermée.',
  },
} as const;

export async function doDeeds(kernel: Kernel): Promise<void> {
  const viewer = async (userName: string) => {
    const found = await kernel.standings.find(userName);
    if (!found)
      throw new Error(`The demonstration company has nobody named '${userName}': name somebody else in stewarding.ts.`);
    return found;
  };
  const { asks, invites, pins, schedules } = deeds;
  await requestMembership(kernel, await viewer(asks.by), asks.of, asks.note);
  await invite(kernel, await viewer(invites.by), invites.to, { person: invites.person, note: invites.note }, undefined);
  await pin(kernel, await viewer(pins.by), idFor('post', pins.post), true);
  const at = new Date(kernel.now().getTime() + schedules.days * 24 * 3_600_000);
  await writePost(
    kernel,
    await viewer(schedules.by),
    {
      ...{ kind: 'update', text: schedules.text, tags: [], reshareable: true },
      audience: { community: idFor('community', schedules.in) },
      scheduledFor: at.toISOString(),
    },
    undefined,
  );
}
