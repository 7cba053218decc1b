import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import {
  createSkill,
  getSkill,
  listSkills,
  mergeSkill,
  previewMerge,
  setRetired,
  showVocabulary,
  updateSkill,
} from './service.ts';

export const skillRoutes = (kernel: Kernel) => [
  operation('getVocabulary', async ({ viewer }) => ({ body: await showVocabulary(kernel, viewer) })),
  operation('listSkills', async ({ viewer, query }) => ({ body: await listSkills(kernel, viewer, query) })),
  operation('createSkill', async ({ viewer, body, idempotencyKey }) => ({
    body: await createSkill(kernel, viewer, body, idempotencyKey),
  })),
  operation('getSkill', async ({ viewer, params }) => ({ body: await getSkill(kernel, viewer, params.id) })),
  operation('updateSkill', async ({ viewer, params, body, version }) => ({
    body: await updateSkill(kernel, viewer, params.id, body, version),
  })),
  operation('previewSkillMerge', async ({ viewer, params, query }) => ({
    body: await previewMerge(kernel, viewer, params.id, query.into),
  })),
  operation('mergeSkill', async ({ viewer, params, body }) => ({
    body: await mergeSkill(kernel, viewer, params.id, body.into),
  })),
  operation('retireSkill', async ({ viewer, params }) => ({
    body: await setRetired(kernel, viewer, params.id, true),
  })),
  operation('restoreSkill', async ({ viewer, params }) => ({
    body: await setRetired(kernel, viewer, params.id, false),
  })),
];
