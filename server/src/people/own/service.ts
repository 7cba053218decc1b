/** What people say of themselves: each field and each skill with its own readers, whom the database keeps to. */
import {
  type OwnProfile,
  type ProfileField,
  type ProfileFieldUpdate,
  type SkillSuggestions,
  type SkillUpdate,
  limits,
  profileValues,
} from '@parvis/contracts';
import { ownAudience } from '../../audiences/index.ts';
import { findSuggestedSkills } from '../../evidence/index.ts';
import { type Transaction, elevated, isUuid } from '../../kernel/database/index.ts';
import { recordEvent } from '../../kernel/events/index.ts';
import { Failure, notFound } from '../../kernel/http/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { type Viewer, holds } from '../../kernel/viewer/index.ts';
import { requireTurn } from '../../turns/index.ts';
import { type FieldValues, presentOwn } from '../present.ts';
import { findProfile, findReferences } from '../store.ts';
import {
  type FoundSkill,
  type Outcome,
  type Readers,
  type Written,
  addFreeSkill,
  dismissSkill,
  dropFreeSkill,
  findSkill,
  findSkillCalled,
  listChoosable,
  listOwnFields,
  listOwnSkills,
  lockFreeSkill,
  removeSkill,
  saveField,
  saveSkill,
} from './store.ts';

export const showOwn = (kernel: Kernel, viewer: Viewer): Promise<OwnProfile> =>
  kernel.database.transaction(viewer, (tx) => readOwn(kernel, tx, viewer));

async function readOwn({ settings }: Kernel, tx: Transaction, viewer: Viewer): Promise<OwnProfile> {
  const profile = await findProfile(tx, viewer.person);
  if (!profile) throw notFound('person');
  const fields = await listOwnFields(tx);
  const away = fields.find(({ field }) => field === 'absence')?.value as FieldValues['absence'] | null | undefined;
  const references = await findReferences(tx, away?.deputy ? [away.deputy] : []);
  const communities = await listChoosable(tx, viewer.person);
  return presentOwn(profile, {
    fields,
    skills: await listOwnSkills(tx),
    communities,
    deputy: away?.deputy ? references.get(away.deputy) : undefined,
    editable: settings.editableFields,
    directory: { name: settings.directory.name, address: settings.directory.address ?? null },
  });
}

const refusals: Partial<Record<Outcome, () => Failure>> = {
  changed: () =>
    new Failure('precondition-failed', 'This was changed in another place since you read it: look at it anew.'),
  readers: () =>
    new Failure('invalid-request', 'These readers cannot be chosen: take one of those that your own profile lists.', {
      errors: [{ path: 'readers', message: 'not among those that can be chosen' }],
    }),
  full: () =>
    new Failure('forbidden', `You declare ${limits.skillsPerPerson} skills: take one away before you add another.`),
  absent: () => notFound('skill'),
};

/** Refuses what the database refused, and tells those to whom something looks different. */
async function settle(kernel: Kernel, tx: Transaction, viewer: Viewer, { outcome, told }: Written): Promise<void> {
  const refusal = refusals[outcome];
  if (refusal) throw refusal();
  if (outcome !== 'done') return;
  const at = kernel.now();
  // Rule: whoever read it or reads it now is told that the person changed, also where the person is not among them.
  await elevated(tx, async () => {
    for (const audience of told)
      await recordEvent(tx, {
        ...{ type: 'person.updated', at, actor: viewer.person, audience },
        subject: { kind: 'person', id: viewer.person },
      });
  });
  // An audience may be new.
  if (told.some((audience) => !holds(viewer, audience))) kernel.standings.forgetAll();
}

const readersOf = (readers: { kind: Readers['kind']; community: string | null }): Readers => {
  if ((readers.kind === 'community') !== (readers.community !== null))
    throw new Failure('invalid-request', 'The readers name a community if and only if they are its members.', {
      errors: [{ path: 'readers.community', message: readers.community ? 'is not asked for' : 'is missing' }],
    });
  return readers;
};

export async function changeField(
  kernel: Kernel,
  viewer: Viewer,
  field: ProfileField,
  input: ProfileFieldUpdate,
  version: number | undefined,
): Promise<OwnProfile> {
  if (!kernel.settings.editableFields.includes(field))
    throw new Failure('forbidden', `'${field}' comes from the directory: have it corrected there.`);
  const parsed = profileValues[field].nullable().safeParse(input.value);
  if (!parsed.success)
    throw new Failure('invalid-request', `This is no value for '${field}': ${parsed.error.issues[0]!.message}.`, {
      errors: parsed.error.issues.map(({ path, message }) => ({ path: ['value', ...path].join('.'), message })),
    });
  const value = parsed.data;
  const readers = readersOf(input.readers);
  return kernel.database.transaction(viewer, async (tx) => {
    const deputy = (value as Partial<FieldValues['absence']> | null)?.deputy;
    if (deputy && (deputy === viewer.person || !(await findReferences(tx, [deputy])).has(deputy)))
      throw new Failure('invalid-request', 'This person cannot stand in: choose somebody else.', {
        errors: [{ path: 'value.deputy', message: 'nobody who could stand in' }],
      });
    await settle(kernel, tx, viewer, await saveField(tx, field, value, readers, version));
    return readOwn(kernel, tx, viewer);
  });
}

export async function declare(
  kernel: Kernel,
  viewer: Viewer,
  idOrName: string,
  input: SkillUpdate,
  version: number | undefined,
): Promise<OwnProfile> {
  const readers = readersOf(input.readers);
  return kernel.database.transaction(viewer, async (tx) => {
    const mine = (await listOwnSkills(tx)).map(({ id }) => id);
    const skill = await skillOf(kernel, tx, idOrName, mine);
    await settle(
      kernel,
      tx,
      viewer,
      await saveSkill(tx, skill, { ...input, readers }, version, limits.skillsPerPerson),
    );
    return readOwn(kernel, tx, viewer);
  });
}

/** Words of their own that one person adds to the vocabulary within a day. */
const mostWordsPerDay = 30;

/** Rule: everybody may add a word to the vocabulary by declaring it. */
async function addOwn(kernel: Kernel, tx: Transaction, name: string): Promise<FoundSkill> {
  await requireTurn(
    tx,
    'skill',
    { gap: 0, most: mostWordsPerDay, within: 86_400 },
    kernel.now(),
    () =>
      `You added ${mostWordsPerDay} words of your own within a day, which is the limit. Choose skills that the vocabulary has, or add more later.`,
  );
  const id = kernel.newId();
  await elevated(tx, () => addFreeSkill(tx, id, name));
  return { id, retired: false };
}

async function skillOf(kernel: Kernel, tx: Transaction, idOrName: string, mine: readonly string[]): Promise<string> {
  const found = isUuid(idOrName)
    ? await findSkill(tx, idOrName)
    : ((await findSkillCalled(tx, idOrName)) ?? (await addOwn(kernel, tx, idOrName)));
  if (!found) throw notFound('skill');
  if (found.retired && !mine.includes(found.id))
    throw new Failure('forbidden', 'This skill is not used any more: choose another name for it.');
  return found.id;
}

export const remove = (
  kernel: Kernel,
  viewer: Viewer,
  skill: string,
  version: number | undefined,
): Promise<OwnProfile> =>
  kernel.database.transaction(viewer, async (tx) => {
    // Rule: a word of one's own is nobody's once nobody uses it.
    await elevated(tx, () => lockFreeSkill(tx, viewer.person, skill));
    await settle(kernel, tx, viewer, await removeSkill(tx, skill, version, kernel.now()));
    await elevated(tx, () => dropFreeSkill(tx, skill));
    return readOwn(kernel, tx, viewer);
  });

/** What the viewer wrote says that they may know; nobody else is shown it. */
export const suggest = ({ database }: Kernel, viewer: Viewer): Promise<SkillSuggestions> =>
  database.transaction(viewer, async (tx) => ({
    items: (await findSuggestedSkills(tx, viewer.person, limits.skillSuggestions)).map(({ id, label, evidence }) => ({
      skill: { id, label },
      evidence: evidence.map(({ post, page, title, at }) => ({ post, page, title, at: new Date(at).toISOString() })),
    })),
  }));

export const dismiss = (kernel: Kernel, viewer: Viewer, skill: string): Promise<void> =>
  kernel.database.transaction(viewer, async (tx) => {
    if (!(await findSkill(tx, skill))) throw notFound('skill');
    const at = kernel.now();
    await dismissSkill(tx, skill, at);
    await recordEvent(tx, {
      ...{ type: 'suggestion.dismissed', at, actor: viewer.person, audience: await ownAudience(kernel, tx, viewer) },
      subject: { kind: 'person', id: viewer.person },
    });
  });
