import type { WritablePostKind } from '@parvis/contracts/tables';
import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import type { KindScene, Word } from './kind.ts';

/**
 * The kinds that can be chosen: side by side where there is room, and one under the other behind a button where there is
 * not (the style sheet shows one of the two).
 */
export function kindChoice({ host, composer }: KindScene, words: (kind: WritablePostKind) => Word) {
  const { localize } = host;
  const { draft, me, community } = composer;
  // Who may announce depends on where; what was chosen stays until another is.
  const announces = community ? community.steward : me!.abilities.announce;
  const offered = me!.abilities.write.filter((kind) => kind !== 'announcement' || announces || draft.kind === kind);
  const choose = (event: Event) =>
    composer.change({ kind: (event.target as HTMLInputElement).value as WritablePostKind });
  return html`<fieldset>
      <legend class="visually-hidden">${localize.term('composerKind')}</legend>
      <div class="kinds">
        ${offered.map(
          (kind) =>
            html`<label
              ><input
                type="radio"
                name="kind"
                value=${kind}
                .checked=${live(draft.kind === kind)}
                @change=${choose}
              />${localize.term(words(kind))}</label
            >`,
        )}
      </div>
    </fieldset>
    <select
      class="kinds-narrow"
      aria-label=${localize.term('composerKind')}
      .value=${live(draft.kind)}
      @change=${choose}
    >
      ${offered.map((kind) => html`<option value=${kind} ?selected=${draft.kind === kind}>${localize.term(words(kind))}</option>`)}
    </select>`;
}
