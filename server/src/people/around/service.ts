import { z } from 'zod';
import {
  type Confirmation,
  Id,
  type PeoplePage,
  type PeopleQuery,
  type SurroundingPart,
  type Surroundings,
  limits,
  surroundingParts,
} from '@parvis/contracts';
import type { Transaction } from '../../kernel/database/index.ts';
import { recordEvent } from '../../kernel/events/index.ts';
import { Failure, notFound, pageOf, readCursor } from '../../kernel/http/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { plainText } from '../../kernel/richtext/index.ts';
import type { Viewer } from '../../kernel/viewer/index.ts';
import { presentColleague, presentConfirmation, presentRecent, presentReference, presentSummary } from '../present.ts';
import { type ProfileRow, findProfile, listSkills } from '../store.ts';
import {
  addConfirmation,
  findDeclared,
  listColleagues,
  listCommon,
  listConfirmations,
  listPeople,
  listRecent,
  removeConfirmation,
} from './store.ts';

/** Characters of what was written. */
const length = 140;
const begin = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return [...line].length <= length ? line : `${[...line].slice(0, length).join('').trimEnd()}…`;
};

const Position = z.object({ place: z.string(), id: Id });

async function requirePerson(tx: Transaction, idOrUserName: string): Promise<ProfileRow> {
  const profile = await findProfile(tx, idOrUserName);
  if (!profile) throw notFound('person');
  return profile;
}

/** Who shares a property, of those whom the viewer may see. */
export const showPeople = (
  { database }: Kernel,
  viewer: Viewer,
  { site, unit, skill, manager, cursor, limit }: PeopleQuery,
): Promise<PeoplePage> =>
  database.transaction(viewer, async (tx) => {
    if ([site, unit, skill, manager].every((property) => property === undefined))
      throw new Failure('invalid-request', 'Say what they share: site, unit, skill or manager.', {
        errors: [{ path: 'site', message: 'or unit, skill, manager: one of them is needed' }],
      });
    const after = cursor === undefined ? undefined : readCursor(cursor, Position);
    const leader = manager === undefined ? undefined : await requirePerson(tx, manager);
    const rows = await listPeople(
      tx,
      {
        ...(site !== undefined && { site }),
        ...(unit !== undefined && { unit }),
        ...(skill !== undefined && { skill }),
        ...(leader && { manager: leader.id }),
      },
      after,
      limit + 1,
    );
    const { shown, next } = pageOf(rows, limit, ({ place, id }) => ({ place, id }));
    return { items: shown.map(presentSummary), next };
  });

export const showSurroundings = (
  { database }: Kernel,
  viewer: Viewer,
  idOrUserName: string,
  parts: string | undefined,
): Promise<Surroundings> =>
  database.transaction(viewer, async (tx) => {
    const { id, departed_at } = await requirePerson(tx, idOrUserName);
    const asked = parts?.split(',');
    const shows = (part: SurroundingPart) => !asked || asked.includes(part);
    const unknown = asked?.find((part) => !surroundingParts.includes(part as SurroundingPart));
    if (unknown !== undefined)
      throw new Failure('invalid-request', `There is no part '${unknown}': use ${surroundingParts.join(', ')}.`, {
        errors: [{ path: 'parts', message: 'names what is not there' }],
      });
    const here = departed_at === null;
    const reports = shows('org') ? await listPeople(tx, { manager: id }, undefined, limits.colleagues + 1) : [];
    const colleagues = shows('org') && here ? await listColleagues(tx, id, limits.colleagues) : [];
    const communities = shows('communities') && here ? await listCommon(tx, id, limits.colleagues) : [];
    return {
      reports: reports.slice(0, limits.colleagues).map(presentReference),
      moreReports: reports.length > limits.colleagues,
      colleagues: colleagues.map(presentColleague),
      confirmations: shows('skills') ? await readConfirmations(tx, viewer, id, here) : [],
      communities,
      contributions: shows('activity')
        ? (await listRecent(tx, id, limits.recent)).map((row) => presentRecent(row, begin(plainText(row.body))))
        : [],
    };
  });

async function readConfirmations(
  tx: Transaction,
  viewer: Viewer,
  person: string,
  here: boolean,
): Promise<Confirmation[]> {
  const found = await listConfirmations(tx, person, viewer.person, limits.confirmers);
  const bySkill = new Map(found.map((row) => [row.skill_id, row]));
  const skills = await listSkills(tx, person);
  return skills.map(({ id }) => presentConfirmation(id, bySkill.get(id), here && person !== viewer.person));
}

/** A colleague says that somebody knows something, or takes it back. Nobody is asked to, and nobody learns who did not. */
export const confirm = (
  kernel: Kernel,
  viewer: Viewer,
  idOrUserName: string,
  skill: string,
  wanted: boolean,
): Promise<Confirmation> =>
  kernel.database.transaction(viewer, async (tx) => {
    const { id, departed_at } = await requirePerson(tx, idOrUserName);
    const audience = await findDeclared(tx, id, skill);
    if (audience === undefined) throw notFound('skill');
    if (wanted && id === viewer.person) throw new Failure('forbidden', 'Nobody confirms their own skills.');
    if (wanted && departed_at)
      throw new Failure('forbidden', 'Skills of somebody who left are not confirmed any more.');
    const at = kernel.now();
    const row = { person_id: id, skill_id: skill, confirmer_id: viewer.person, audience_id: audience };
    const changed = wanted
      ? await addConfirmation(tx, row, at)
      : await removeConfirmation(tx, id, skill, viewer.person);
    if (changed)
      await recordEvent(tx, {
        ...{ type: wanted ? 'skill.confirmed' : 'skill.unconfirmed', at, actor: viewer.person, audience },
        subject: { kind: 'person', id },
      });
    const [found] = await listConfirmations(tx, id, viewer.person, limits.confirmers, skill);
    return presentConfirmation(skill, found, departed_at === null && id !== viewer.person);
  });
