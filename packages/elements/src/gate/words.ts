import { html } from 'lit';
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
  const { host, end } = scene;
  const { localize } = host;
  return {
    title: () => localize.term('gateRefused'),
    inside: () =>
      html`<p>${localize.term('gateRefusedText')}</p>
        ${list(scene)}
        <p class="muted">${localize.term('gateKept')}</p>
        <div class="end">
          <button class="primary" type="button" @click=${() => end()}>${localize.term('gateRefusedBack')}</button>
        </div>`,
  };
}
