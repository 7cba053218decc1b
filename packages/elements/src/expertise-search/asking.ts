/** Puts a question to everybody: the composer in a dialog over whatever page this is. Loaded when somebody asks. */
import type { CommunityReference } from '@parvis/contracts';
import { shownLimits } from '@parvis/contracts/tables';
import { html, nothing, render } from 'lit';
import cross from 'lucide/dist/esm/icons/x.mjs';
import { child } from '../internal/child.ts';
import { icon } from '../internal/icons.ts';
import { loadTerms } from '../internal/localize.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { base } from '../styles/base.ts';
import { dialog } from '../styles/dialog.ts';
import { tokens } from '../styles/tokens.ts';
import { askingStyles } from './asking.styles.ts';

const crossIcon = icon(cross);

type Question = {
  question: string;
  /** Where the page wants it asked; otherwise what fits best is proposed. */
  community: string;
  propose: (q: string) => Promise<readonly CommunityReference[]>;
};

/** Keys pressed in the dialog are not those of the page behind it. */
const ownKeys = (event: Event) => event.stopPropagation();

/** Until the dialog is closed. What was written in it and not sent is a draft, which the same question opens again. */
export async function ask(host: ParvisElement, { question, community, propose }: Question): Promise<void> {
  const { localize } = host;
  const [proposed] = await Promise.all([
    // Without a proposal the writer chooses.
    community ? [] : propose(question).catch(() => []),
    loadTerms(localize.language, ['common', 'asking']),
  ]);
  const root = host.shadowRoot;
  if (!root || !host.isConnected) return;
  // In a root of its own: nothing of the element's look gets in, and nothing it draws anew takes this away.
  const place = document.createElement('div');
  const inner = place.attachShadow({ mode: 'open' });
  inner.adoptedStyleSheets = [tokens, base, dialog, askingStyles].flatMap(({ styleSheet }) => styleSheet ?? []);
  root.append(place);
  const [best] = proposed;
  const short = question.length <= shownLimits.title;
  let sent = false;
  const box = () => inner.querySelector('dialog');
  const close = () => box()?.close();
  const composer = () =>
    child(host, 'composer', {
      kind: 'question',
      heading: short ? question : '',
      text: short ? '' : question,
      community,
      proposed: best?.slug ?? '',
      draft: `ask ${question}`,
    });
  try {
    await new Promise<void>((done) => {
      const draw = () =>
        render(
          html`<dialog
            aria-labelledby="title"
            part="dialog"
            @click=${(event: MouseEvent) => event.target === event.currentTarget && close()}
            @close=${() => done()}
            @keydown=${ownKeys}
            @parvis-post-created=${() => {
              sent = true;
              draw();
              inner.querySelector('h2')?.focus();
            }}
          >
            <div class="top">
              <h2 id="title" tabindex="-1">${localize.term(sent ? 'askSent' : 'askTitle')}</h2>
              <button class="quiet" type="button" aria-label=${localize.term('close')} @click=${close}>
                ${crossIcon}
              </button>
            </div>
            <div class="inside">
              ${
                sent
                  ? html`<p>${localize.term('askSentHint')}</p>
                      <p class="end">
                        <button class="primary" type="button" @click=${close}>${localize.term('close')}</button>
                      </p>`
                  : html`${
                      best
                        ? html`<p class="muted">
                            ${localize.term('askProposed')} <b><bdi>${best.name}</bdi></b>
                          </p>`
                        : nothing
                    }
                    ${composer()}`
              }
            </div>
          </dialog>`,
          inner,
          { host: place },
        );
      draw();
      box()?.showModal();
      inner.querySelector('h2')?.focus();
    });
  } finally {
    place.remove();
  }
}
