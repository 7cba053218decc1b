import type { LinkPreview } from '@parvis/contracts';
import type { Viewer } from '../kernel/viewer/index.ts';
import type { PreviewFacts } from './store.ts';

/** The member of a post whose link was looked at; nothing of any other. */
export const presentPreview = (viewer: Viewer, facts: PreviewFacts | null): { preview?: LinkPreview } =>
  facts ? { preview: { ...facts, image: facts.image && { ...facts.image, ...viewer.sign(facts.image.id) } } } : {};
