import type { Attachment } from '@parvis/contracts';
import type { Viewer } from '../kernel/viewer/index.ts';
import type { AttachmentFacts } from './store.ts';

/** With an address of its own for this viewer. */
export const presentAttachment = (
  viewer: Viewer,
  { id, kind, name, type, size, width, height, alt }: AttachmentFacts,
): Attachment => ({ id, kind, name, type, size, width, height, alt, ...viewer.sign(id) });

/** The member of a thing that has some; nothing of one that has none. */
export const presentAttachments = (
  viewer: Viewer,
  facts: readonly AttachmentFacts[] | null,
): { attachments?: Attachment[] } => (facts ? { attachments: facts.map((one) => presentAttachment(viewer, one)) } : {});
