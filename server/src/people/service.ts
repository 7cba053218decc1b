import type { Person } from '@parvis/contracts';
import type { Transaction } from '../kernel/database/index.ts';
import { notFound } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { findOwnFlag } from '../receipts/index.ts';
import { presentPerson } from './present.ts';
import { type ProfileRow, findProfile, findReferences, isFollowed, listSkills } from './store.ts';

/** A profile the viewer can see, or a failure that says that there is none. */
export async function requireProfile(tx: Transaction, idOrUserName: string): Promise<ProfileRow> {
  const profile = await findProfile(tx, idOrUserName);
  if (!profile) throw notFound('person');
  return profile;
}

/** Somebody's card as the viewer may see it. */
export const openCard = ({ database, settings }: Kernel, viewer: Viewer, idOrUserName: string): Promise<Person> =>
  database.transaction(viewer, async (tx) => {
    const profile = await requireProfile(tx, idOrUserName);
    const { id } = profile;
    const around = [profile.manager_id, profile.deputy_id].filter((id) => id !== null);
    const [skills, references] = [await listSkills(tx, id), await findReferences(tx, around)];
    return presentPerson(profile, {
      skills,
      references,
      chat: chatAddress(profile, settings.chatTemplate),
      mine: viewer.person === id,
      flag: await findOwnFlag(tx, viewer.person, id),
      followed: await isFollowed(tx, viewer.person, id),
    });
  });

const chatAddress = (
  { chat, user_name, mail, departed_at }: ProfileRow,
  template: string | undefined,
): string | null => {
  if (departed_at) return null;
  if (chat || !template) return chat;
  if (template.includes('{mail}') && !mail) return null;
  return template
    .replace('{userName}', encodeURIComponent(user_name))
    .replace('{mail}', encodeURIComponent(mail ?? ''));
};
