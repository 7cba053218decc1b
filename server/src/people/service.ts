import type { Person } from '@parvis/contracts';
import { notFound } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { presentPerson } from './present.ts';
import { type ProfileRow, findProfile, findReferences, listSkills } from './store.ts';

/** Somebody's card as the viewer may see it. */
export const openCard = ({ database, settings }: Kernel, viewer: Viewer, id: string): Promise<Person> =>
  database.transaction(viewer, async (tx) => {
    const profile = await findProfile(tx, id);
    if (!profile) throw notFound('person');
    const around = [profile.manager_id, profile.deputy_id].filter((id) => id !== null);
    const [skills, references] = [await listSkills(tx, id), await findReferences(tx, around)];
    return presentPerson(profile, {
      skills,
      references,
      chat: chatAddress(profile, settings.chatTemplate),
      mine: viewer.person === id,
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
