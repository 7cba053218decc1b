import { type Person, isHarmless } from '@parvis/contracts';
import { type Transaction, elevated } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure, notFound } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { guessLanguage } from '../kernel/richtext/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { findOwnFlag } from '../receipts/index.ts';
import { listOwnFields, listOwnSkills } from './own/store.ts';
import { type FieldValues, presentPerson } from './present.ts';
import {
  type ProfileRow,
  findProfile,
  findReferences,
  isFollowed,
  listFields,
  listSkills,
  saveMandates,
} from './store.ts';

export { confirm, showPeople, showSurroundings } from './around/service.ts';
export { changeField, declare, dismiss, remove, showOwn, suggest } from './own/service.ts';

/** A profile the viewer can see, or a failure that says that there is none. */
export async function requireProfile(tx: Transaction, idOrUserName: string): Promise<ProfileRow> {
  const profile = await findProfile(tx, idOrUserName);
  if (!profile) throw notFound('person');
  return profile;
}

/** Somebody's card as the viewer may see it. */
export const openCard = (kernel: Kernel, viewer: Viewer, idOrUserName: string): Promise<Person> =>
  kernel.database.transaction(viewer, (tx) => readCard(kernel, tx, viewer, idOrUserName));

async function readCard(
  { settings, now }: Kernel,
  tx: Transaction,
  viewer: Viewer,
  idOrUserName: string,
): Promise<Person> {
  const profile = await requireProfile(tx, idOrUserName);
  const { id } = profile;
  const mine = viewer.person === id;
  const fields = mine ? await listOwnFields(tx) : await listFields(tx, id);
  const skills = mine ? await listOwnSkills(tx) : await listSkills(tx, id);
  const away = fields.find(({ field }) => field === 'absence')?.value as FieldValues['absence'] | null | undefined;
  const around = [profile.manager_id, profile.deputy_id, away?.deputy].filter((other) => typeof other === 'string');
  const card = presentPerson(profile, {
    skills,
    fields,
    today: now().toISOString().slice(0, 10),
    references: await findReferences(tx, around),
    chat: chatAddress(profile, settings.chatTemplate),
    mine,
    flag: await findOwnFlag(tx, viewer.person, id),
    followed: await isFollowed(tx, viewer.person, id),
    admin: viewer.roles.includes('admin'),
  });
  return { ...card, bioLanguage: languageOf(card.bio) };
}

/** Told from its beginning, whenever it is read: also of what the directory or an import says. */
export const languageOf = (bio: string | null): string | null => bio && guessLanguage(bio.slice(0, 300));

/** An administrator says what somebody may speak for the company on. */
export const setMandates = (
  kernel: Kernel,
  viewer: Viewer,
  idOrUserName: string,
  topics: readonly string[],
): Promise<Person> =>
  kernel.database.transaction(viewer, async (tx) => {
    const { id, departed_at, mandates, audience_id } = await requireProfile(tx, idOrUserName);
    if (!viewer.roles.includes('admin'))
      throw new Failure('forbidden', 'Only administrators say who may speak for the company.');
    if (departed_at) throw new Failure('forbidden', 'Somebody who left does not speak for the company.');
    const wanted = [...new Set(topics)];
    if (JSON.stringify(wanted) !== JSON.stringify(mandates))
      // Rule: administrators give mandates; whoever may open the card is told.
      await elevated(tx, async () => {
        await saveMandates(tx, id, wanted);
        await recordEvent(tx, {
          ...{ type: 'person.updated', at: kernel.now(), actor: viewer.person, audience: audience_id },
          subject: { kind: 'person', id },
        });
      });
    return readCard(kernel, tx, viewer, id);
  });

const chatAddress = (
  { chat, user_name, mail, departed_at }: ProfileRow,
  template: string | undefined,
): string | null => {
  if (departed_at) return null;
  if (chat || !template) return chat !== null && isHarmless(chat) ? chat : null;
  if (template.includes('{mail}') && !mail) return null;
  return template
    .replace('{userName}', encodeURIComponent(user_name))
    .replace('{mail}', encodeURIComponent(mail ?? ''));
};
