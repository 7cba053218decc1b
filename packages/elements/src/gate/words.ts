import { html, nothing } from 'lit';
import type { Panel, Scene } from './gate.ts';

const list = ({ error }: Scene) =>
  html`<ul class="said">
    ${[...new Set((error.errors ?? []).map(({ message }) => message))].map((word) => html`<li>${word}</li>`)}
  </ul>`;

/** Words that the stewards ask to think over: sent as they are, all the same, or not yet. */
export function rephrasing(scene: Scene): Panel {
  const { host, client, end } = scene;
  const { localize } = host;
  return {
    title: () => localize.term('gateRephrase'),
    inside: () =>
      html`<p>${localize.term('gateRephraseText')}</p>
        ${list(scene)}
        <p class="muted">${localize.term('gateKept')}</p>
        <div class="end">
          <button class="outlined" type="button" @click=${() => end(client.confirmed?.())}>
            ${localize.term('gateRephraseSend')}
          </button>
          <button class="primary" type="button" @click=${() => end()}>${localize.term('gateRephraseBack')}</button>
        </div>`,
  };
}

/** Words that are not published: only others go through. */
export function refusedWords(scene: Scene): Panel {
  const { host, error, end } = scene;
  const { localize } = host;
  // What others said below a post that was to be brought there is not theirs to write in other words.
  const theirs = error.errors?.some(({ path }) => path === 'comments');
  return {
    title: () => localize.term(theirs ? 'gateStays' : 'gateRefused'),
    inside: () =>
      html`<p>${localize.term(theirs ? 'gateStaysText' : 'gateRefusedText')}</p>
        ${list(scene)} ${theirs ? nothing : html`<p class="muted">${localize.term('gateKept')}</p>`}
        <div class="end">
          <button class="primary" type="button" @click=${() => end()}>
            ${localize.term(theirs ? 'close' : 'gateRefusedBack')}
          </button>
        </div>`,
  };
}
