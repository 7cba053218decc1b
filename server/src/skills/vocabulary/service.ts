/** What admins do to the vocabulary. Whoever declares a skill goes on declaring what becomes of it. */
import type { EventType, Skill, SkillCreate, SkillMergePreview, SkillUpdateNames, Vocabulary } from '@parvis/contracts';
import { type Labels, type Transaction, elevated } from '../../kernel/database/index.ts';
import { recordEvent } from '../../kernel/events/index.ts';
import { Failure, createOnce, notFound } from '../../kernel/http/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Viewer } from '../../kernel/viewer/index.ts';
import { mayManage } from '../policy.ts';
import { presentName } from '../present.ts';
import { inSteps, presentImport, presentSkill } from './present.ts';
import * as store from './store.ts';

async function requireSkill(tx: Transaction, id: string): Promise<store.SkillRow> {
  const found = await store.findSkill(tx, id);
  if (!found) throw notFound('skill');
  return found;
}

/** A skill that the viewer sees and may change. */
async function requireManaged(tx: Transaction, viewer: Viewer, id: string): Promise<store.SkillRow> {
  const found = await requireSkill(tx, id);
  requireAdmin(viewer);
  return found;
}

function requireAdmin(viewer: Viewer): void {
  if (!mayManage(viewer)) throw new Failure('forbidden', 'Only admins change the vocabulary.');
}

export const getSkill = ({ database }: Kernel, viewer: Viewer, id: string): Promise<Skill> =>
  database.transaction(viewer, async (tx) => presentSkill(await requireSkill(tx, id), mayManage(viewer)));

/** People's own words, and skills that are called the same, that are shown at a time. */
const mostOwn = 50;

export const showVocabulary = ({ database }: Kernel, viewer: Viewer): Promise<Vocabulary> =>
  database.transaction(viewer, async (tx) => {
    requireAdmin(viewer);
    const { skills, retired } = await store.countSkills(tx);
    const own = await store.listOwn(tx, viewer.audiences, mostOwn + 1);
    // Rule: what was imported is an event of the installation, which only admins are shown.
    const imported = await elevated(tx, () => store.findLastImport(tx));
    return {
      skills,
      retired,
      imported: imported ? presentImport(imported) : null,
      own: own.slice(0, mostOwn).map(presentName),
      moreOwn: own.length > mostOwn,
      twins: (await store.listTwins(tx, mostOwn)).map(presentName),
    };
  });

/** As the system: one event for the record, and one for each audience that reads the name in a post. */
async function tell(
  tx: Transaction,
  { viewer, at }: { viewer: Viewer; at: Date },
  type: EventType,
  id: string,
  audiences: readonly number[],
  data: Record<string, unknown> = {},
): Promise<void> {
  for (const audience of [null, ...audiences])
    await recordEvent(tx, { type, at, actor: viewer.person, audience, subject: { kind: 'skill', id }, data });
}

async function refuseTaken(tx: Transaction, label: Labels, except: string | null): Promise<void> {
  const taken = await store.findTaken(tx, label, except);
  if (taken)
    throw new Failure('conflict', `The vocabulary has '${taken.name}' already: add synonyms to it, or merge the two.`, {
      errors: [{ path: `label.${taken.language}`, message: 'is what another skill is called' }],
    });
}

export const createSkill = (
  kernel: Kernel,
  viewer: Viewer,
  { label, synonyms }: SkillCreate,
  idempotencyKey: string | undefined,
): Promise<Skill> =>
  kernel.database.transaction(viewer, async (tx) => {
    requireAdmin(viewer);
    const at = kernel.now();
    const creation = { key: idempotencyKey, request: { operation: 'createSkill', label, synonyms }, now: at };
    const { id } = await createOnce(tx, viewer, creation, kernel.newId(), async (id) => {
      await refuseTaken(tx, label, null);
      // Rule: admins change the vocabulary.
      await elevated(tx, async () => {
        await store.addSkill(tx, { id, label, synonyms });
        await tell(tx, { viewer, at }, 'skill.created', id, []);
      });
    });
    return presentSkill(await requireSkill(tx, id), true);
  });

export const updateSkill = (
  kernel: Kernel,
  viewer: Viewer,
  id: string,
  { label, synonyms }: SkillUpdateNames,
  version: number | undefined,
): Promise<Skill> =>
  kernel.database.transaction(viewer, async (tx) => {
    const seen = await requireManaged(tx, viewer, id);
    const at = kernel.now();
    if (label) await refuseTaken(tx, label, seen.id);
    // Rule: admins change the vocabulary.
    await elevated(tx, async () => {
      if (!(await store.lockSkill(tx, seen.id))) throw new Failure('conflict', refusals.gone);
      const before = (await store.findSkill(tx, seen.id)) ?? seen;
      if (version !== undefined && version !== before.version)
        throw new Failure('precondition-failed', 'Somebody changed this skill since you read it: look at it anew.');
      await store.changeSkill(tx, before.id, {
        label: label ?? before.label,
        synonyms: synonyms ?? before.synonyms,
      });
      await tell(tx, { viewer, at }, 'skill.updated', before.id, await store.audiencesOf(tx, before.id));
    });
    return presentSkill(await requireSkill(tx, seen.id), true);
  });

const refusals: Record<Exclude<store.Outcome, 'merged'>, string> = {
  gone: 'One of the two was merged meanwhile: look again at what they are now.',
  same: 'These are one skill already.',
  retired: 'The skill to merge into is retired: restore it first, or choose another.',
};

export const previewMerge = (
  { database, settings }: Kernel,
  viewer: Viewer,
  id: string,
  into: string,
): Promise<SkillMergePreview> =>
  database.transaction(viewer, async (tx) => {
    const from = await requireManaged(tx, viewer, id);
    const target = await requireSkill(tx, into);
    if (from.id === target.id) throw new Failure('conflict', refusals.same);
    const fewest = settings.fewestCounted;
    const { people, thanks } = await store.countUses(tx, from.id);
    return {
      from: presentSkill(from, true),
      into: presentSkill(target, true),
      fewest,
      people: inSteps(people, fewest),
      thanks: inSteps(thanks, fewest),
    };
  });

export const mergeSkill = (kernel: Kernel, viewer: Viewer, id: string, into: string): Promise<Skill> =>
  kernel.database.transaction(viewer, async (tx) => {
    const from = await requireManaged(tx, viewer, id);
    const target = await requireSkill(tx, into);
    // Asked a second time: it is part of the other already.
    if (from.id === target.id && from.id !== id) return presentSkill(target, true);
    if (from.id !== id) throw new Failure('conflict', refusals.gone);
    const at = kernel.now();
    // Rule: admins change the vocabulary; what points at a skill follows it, whoever may read that.
    const outcome = await elevated(tx, async () => {
      const audiences = await store.audiencesOf(tx, from.id);
      const outcome = await store.mergeSkills(tx, from.id, target.id);
      if (outcome === 'merged') await tell(tx, { viewer, at }, 'skill.merged', from.id, audiences, { into: target.id });
      return outcome;
    });
    if (outcome !== 'merged') throw new Failure('conflict', refusals[outcome]);
    return presentSkill(await requireSkill(tx, target.id), true);
  });

export const setRetired = (kernel: Kernel, viewer: Viewer, id: string, retired: boolean): Promise<Skill> =>
  kernel.database.transaction(viewer, async (tx) => {
    const { id: own, retired_at } = await requireManaged(tx, viewer, id);
    if ((retired_at !== null) !== retired) {
      const at = kernel.now();
      // Rule: admins change the vocabulary.
      await elevated(tx, async () => {
        if (!(await store.lockSkill(tx, own))) throw new Failure('conflict', refusals.gone);
        await store.retireSkill(tx, own, retired ? at : null);
        await tell(tx, { viewer, at }, retired ? 'skill.retired' : 'skill.restored', own, []);
      });
    }
    return presentSkill(await requireSkill(tx, own), true);
  });
