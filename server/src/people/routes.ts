import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import {
  changeField,
  confirm,
  declare,
  dismiss,
  openCard,
  remove,
  setMandates,
  showOwn,
  showPeople,
  showSurroundings,
  suggest,
} from './service.ts';

export const peopleRoutes = (kernel: Kernel) => [
  operation('getPerson', async ({ viewer, params }) => ({ body: await openCard(kernel, viewer, params.id) })),
  operation('listPeople', async ({ viewer, query }) => ({ body: await showPeople(kernel, viewer, query) })),
  // What somebody wrote may be of any degree: none of it stays in a cache.
  operation('getSurroundings', async ({ viewer, params, query }) => ({
    body: await showSurroundings(kernel, viewer, params.id, query.parts),
    sensitive: true,
  })),
  operation('confirmSkill', async ({ viewer, params }) => ({
    body: await confirm(kernel, viewer, params.id, params.skill, true),
  })),
  operation('withdrawConfirmation', async ({ viewer, params }) => ({
    body: await confirm(kernel, viewer, params.id, params.skill, false),
  })),
  operation('setMandates', async ({ viewer, params, body }) => ({
    body: await setMandates(kernel, viewer, params.id, body.topics),
  })),
  operation('getOwnProfile', async ({ viewer }) => ({ body: await showOwn(kernel, viewer), sensitive: true })),
  operation('updateProfileField', async ({ viewer, params, body, version }) => ({
    body: await changeField(kernel, viewer, params.field, body, version),
    sensitive: true,
  })),
  operation('declareSkill', async ({ viewer, params, body, version }) => ({
    body: await declare(kernel, viewer, params.skill, body, version),
    sensitive: true,
  })),
  operation('removeSkill', async ({ viewer, params, version }) => ({
    body: await remove(kernel, viewer, params.skill, version),
    sensitive: true,
  })),
  // Titles of whatever degree.
  operation('listSkillSuggestions', async ({ viewer }) => ({ body: await suggest(kernel, viewer), sensitive: true })),
  operation('dismissSkillSuggestion', async ({ viewer, params }) => {
    await dismiss(kernel, viewer, params.skill);
    return {};
  }),
];
