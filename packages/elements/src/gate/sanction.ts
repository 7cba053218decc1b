import type { StatementOfReasons } from '@parvis/contracts';
import { html, nothing } from 'lit';
import { articleWords } from '../internal/article.ts';
import { problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import type { Panel, Scene } from './gate.ts';

/** What was decided about the writer, as they are to read it. */
function reading({ client, draw }: Scene, decision: 'warn' | 'suspend', settled: () => void) {
  let unread: unknown;
  let statements: readonly StatementOfReasons[] | undefined;
  const read = async () => {
    unread = undefined;
    draw();
    try {
      const { items } = await client.statements.list({ standing: 'true' });
      statements = items.filter((one) => one.decision === decision);
      // Acknowledged in another tab meanwhile, undone, or over.
      if (!statements.length) return settled();
    } catch (error) {
      unread = error;
    }
    draw();
  };
  void Promise.resolve().then(read);
  return { read, unread: () => unread, statements: () => statements };
}

const said = ({ host: { localize } }: Scene, { excerpt, article, law, note }: StatementOfReasons) =>
  html`${excerpt ? html`<blockquote dir="auto">${excerpt}</blockquote>` : nothing}
    <p>
      <b>${article ? articleWords(article, localize) : law}</b>
      ${note ? html`<br /><span dir="auto">${note}</span>` : nothing}
    </p>`;

/** A warning, to be read before anything else is written. */
export function warned(scene: Scene): Panel {
  const { host, client, draw, end } = scene;
  const { localize } = host;
  const { read, unread, statements } = reading(scene, 'warn', () => end(client));
  let failure: unknown;
  let busy = false;
  const confirm = async () => {
    if (busy) return;
    busy = true;
    failure = undefined;
    draw();
    try {
      for (const { id } of statements()!) await client.statements.acknowledge(id);
      end(client);
    } catch (error) {
      busy = false;
      failure = error;
      draw();
    }
  };
  return {
    title: () => localize.term('gateWarned'),
    inside: () => {
      if (unread() !== undefined) return html`${problemState(unread(), localize, () => void read())}`;
      const all = statements();
      if (!all) return html`<p class="muted" role="status">${localize.term('loading')}</p>`;
      return html`<p>${localize.term('gateWarnedText')}</p>
        ${all.map((one) => said(scene, one))}
        <p class="muted">${localize.term('gateAppeal')}</p>
        ${failure ? html`<p class="problem" role="alert">${problemWords(failure, localize)}</p>` : nothing}
        <div class="end">
          <button class="outlined" type="button" @click=${() => end()}>${localize.term('gateNotNow')}</button>
          <button class="primary" type="button" aria-disabled=${busy} @click=${confirm}>
            ${localize.term('gateConfirm')}
          </button>
        </div>`;
    },
  };
}

/** Suspended: until when, and why. */
export function suspended(scene: Scene): Panel {
  const { host, client, end } = scene;
  const { localize } = host;
  const { read, unread, statements } = reading(scene, 'suspend', () => end(client));
  return {
    title: () => localize.term('gateSuspended'),
    inside: () => {
      if (unread() !== undefined) return html`${problemState(unread(), localize, () => void read())}`;
      const all = statements();
      if (!all) return html`<p class="muted" role="status">${localize.term('loading')}</p>`;
      return html`${all.map(
          (one) =>
            html`<p>
                ${
                  one.community
                    ? localize.term('gateSuspendedIn', one.community.name, localize.exact(one.until!))
                    : localize.term('gateSuspendedUntil', localize.exact(one.until!))
                }
              </p>
              ${said(scene, one)}`,
        )}
        <p class="muted">${localize.term('gateKept')} ${localize.term('gateAppeal')}</p>
        <div class="end">
          <button class="primary" type="button" @click=${() => end()}>${localize.term('gateRefusedBack')}</button>
        </div>`;
    },
  };
}
