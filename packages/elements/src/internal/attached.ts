import type { Attachment, LinkPreview } from '@parvis/contracts';
import { html, nothing } from 'lit';
import type { Attached } from '../attached/attached.ts';
import type { ParvisElement } from './parvis-element.ts';

export type Attaching = { attachments?: readonly Attachment[]; preview?: LinkPreview };

const parts = new WeakMap<ParvisElement, Attached | null>();

async function load(host: ParvisElement) {
  parts.set(host, null);
  try {
    const [{ Attached }, { attachedStyles }] = await Promise.all([
      import('../attached/attached.ts'),
      import('../attached/attached.styles.ts'),
    ]);
    await host.extend('attached', [attachedStyles]);
    parts.set(host, new Attached(host));
    host.requestUpdate();
  } catch {
    // Asked for again at the next drawing: a chunk that did not arrive is most often a lost connection.
    parts.delete(host);
  }
}

/** Images side by side have one shape; one alone has the nearest to its own. */
export function shapeOf(images: readonly Attachment[]): 'wide' | 'square' | 'tall' {
  const [{ width, height } = {}, second] = images;
  const ratio = (width || 3) / (height || 2);
  return second || ratio > 1.2 ? 'wide' : ratio < 0.85 ? 'tall' : 'square';
}

/** As much room as they will take. */
const room = ({ attachments = [], preview }: Attaching) => {
  const images = attachments.filter(({ kind }) => kind === 'image');
  return html`${images.length ? html`<div class="gallery" data-shape=${shapeOf(images)}></div>` : nothing}
  ${attachments.map(({ kind }) => (kind === 'file' ? html`<div class="file"></div>` : nothing))}
  ${preview ? html`<div class="leads"></div>` : nothing}`;
};

/** What is attached to a post or comment. What draws it is loaded with the first thing that has something. */
export function attached(host: ParvisElement, thing: Attaching): unknown {
  if (!thing.attachments && !thing.preview) return nothing;
  const part = parts.get(host);
  if (part) return part.render(thing);
  if (part === undefined) void load(host);
  return room(thing);
}

/** Another one when what is attached would be drawn otherwise. */
export const attachedVersion = (host: ParvisElement): number => parts.get(host)?.addresses.version ?? 0;
