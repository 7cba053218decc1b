import { html } from 'lit';
import { type KindPart, type Word, lineField } from './kind.ts';

/** A kind with a title that may be left out, and a word on what becomes of it. */
const titled = (prompt: Word, note: Word): KindPart => ({
  prompt,
  fields: (scene) => [
    lineField('title', scene.host.localize.term('composerTitle'), scene, { required: false }),
    html`<p class="note">${scene.host.localize.term(note)}</p>`,
  ],
  request: ({ title }) => (title.trim() ? { title: title.trim() } : {}),
});

export const idea = titled('composerPromptIdea', 'composerNoteIdea');
export const announcement = titled('composerPromptAnnouncement', 'composerNoteAnnouncement');
