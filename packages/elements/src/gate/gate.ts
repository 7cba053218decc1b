/**
 * A write that is interrupted: what it was refused for is settled in a dialog over the element it came from, and whoever
 * sent it sends the very same again. Loaded when that happens first.
 */
import type { Client } from '@parvis/client';
import type { Interruption } from '@parvis/contracts/tables';
import { type ReactiveController, type TemplateResult, html, render } from 'lit';
import cross from 'lucide/dist/esm/icons/x.mjs';
import { icon } from '../internal/icons.ts';
import { loadTerms } from '../internal/localize.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { base } from '../styles/base.ts';
import { dialog } from '../styles/dialog.ts';
import { fields } from '../styles/fields.ts';
import { problemStyles } from '../styles/problem.ts';
import { richTextStyles } from '../styles/rich-text.ts';
import { states } from '../styles/states.ts';
import { tokens } from '../styles/tokens.ts';
import { acceptance } from './acceptance.ts';
import { gateStyles } from './gate.styles.ts';
import { suspended, warned } from './sanction.ts';
import { refusedWords, rephrasing } from './words.ts';

const crossIcon = icon(cross);

/** One thing to settle: what stands in the dialog, and what ends it. */
export type Scene = {
  host: ParvisElement;
  client: Client;
  error: { errors?: readonly { path: string; message: string }[] };
  /** Draws the dialog anew. */
  draw(): void;
  /** Ends it: the write goes on with this client, or is given up. */
  end(client?: Client): void;
};
/** What a panel is, once it was begun: its title and the rest, drawn as often as it asks. */
export type Panel = { title(): string; inside(): TemplateResult };

/** What settles each interruption. Every code of the list has one. */
const panels: Record<Interruption, (scene: Scene) => Panel> = {
  'charter-not-accepted': acceptance,
  rephrase: rephrasing,
  'refused-words': refusedWords,
  'warning-unacknowledged': warned,
  suspended,
};

/** Keys pressed in the dialog are not those of the feed or the page behind it. */
const ownKeys = (event: Event) => event.stopPropagation();

/** Of several writes that are interrupted at once, one is settled after the other. */
let before: Promise<unknown> = Promise.resolve();

/** Answers the client to send it with again; nothing where the person would rather not. */
export function settle<Given>(host: ParvisElement, error: unknown, given: Given): Promise<Given | undefined> {
  const settled = before.then(() => open(host, error as Scene['error'] & { code: Interruption }, given as Client));
  before = settled.catch(() => {});
  return settled as Promise<Given | undefined>;
}

async function open(
  host: ParvisElement,
  error: Scene['error'] & { code: Interruption },
  client: Client,
): Promise<Client | undefined> {
  const { localize } = host;
  await loadTerms(localize.language, ['common', 'gate']);
  const root = host.shadowRoot;
  if (!root || !host.isConnected) return undefined;
  // In a root of its own: nothing of the element's look gets in, and nothing it draws anew takes this away.
  const place = document.createElement('div');
  const inner = place.attachShadow({ mode: 'open' });
  inner.adoptedStyleSheets = [tokens, base, dialog, fields, states, richTextStyles, problemStyles, gateStyles].flatMap(
    ({ styleSheet }) => styleSheet ?? [],
  );
  root.prepend(place);
  const left: ReactiveController = {};
  host.addController(left);
  try {
    return await new Promise<Client | undefined>((resolve) => {
      // With its element the dialog leaves the page, unclosed: others that wait for their turn have it then.
      left.hostDisconnected = () => resolve(undefined);
      const box = () => inner.querySelector('dialog');
      const scene: Scene = {
        host,
        client,
        error,
        draw: () => render(template(), inner, { host: place }),
        end: (next) => {
          resolve(next);
          box()?.close();
        },
      };
      const panel = panels[error.code](scene);
      const close = () => scene.end();
      const backdrop = (event: MouseEvent) => event.target === event.currentTarget && close();
      const template = () =>
        html`<dialog
          aria-labelledby="gate-title"
          part="dialog"
          @click=${backdrop}
          @close=${() => resolve(undefined)}
          @keydown=${ownKeys}
        >
          <div class="top">
            <h2 id="gate-title" tabindex="-1">${panel.title()}</h2>
            <button class="quiet" type="button" aria-label=${localize.term('close')} @click=${close}>
              ${crossIcon}
            </button>
          </div>
          <div class="inside">${panel.inside()}</div>
        </dialog>`;
      scene.draw();
      box()?.showModal();
      inner.querySelector('h2')?.focus();
    });
  } finally {
    host.removeController(left);
    place.remove();
  }
}
