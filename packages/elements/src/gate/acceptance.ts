import type { Charter } from '@parvis/contracts';
import { html, nothing } from 'lit';
import { articlesOf } from '../charter/articles.ts';
import { type Problem, problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import type { Panel, Scene } from './gate.ts';

/** The charter, to be read and accepted. */
export function acceptance({ host, client, draw, end }: Scene): Panel {
  const { localize } = host;
  let charter: Charter | undefined;
  let unread: unknown;
  let failure: unknown;
  let newer = false;
  let busy = false;

  const read = async () => {
    unread = undefined;
    draw();
    try {
      charter = await client.charter.get(localize.language);
      // Accepted in another tab meanwhile.
      if (!charter.abilities.accept && !newer) return end(client);
    } catch (error) {
      unread = error;
    }
    draw();
  };

  const accept = async () => {
    if (busy || !charter) return;
    busy = true;
    failure = undefined;
    draw();
    try {
      await client.charter.accept(charter.version, charter.language);
      end(client);
    } catch (error) {
      busy = false;
      newer = (error as Problem).code === 'conflict';
      if (newer) return read();
      failure = error;
      draw();
    }
  };

  void Promise.resolve().then(read);
  return {
    title: () => localize.term(charter?.accepted ? 'gateCharterAgain' : 'gateCharter'),
    inside: () => {
      if (unread !== undefined) return html`${problemState(unread, localize, () => void read())}`;
      if (!charter) return html`<p class="muted" role="status">${localize.term('loading')}</p>`;
      const { version, publishedAt, articles } = charter;
      return html`<p>${localize.term('gateCharterText')}</p>
        ${newer ? html`<p class="warning" role="status">${localize.term('gateNewer')}</p>` : nothing}
        <div class="scroll" role="region" tabindex="0" aria-label=${localize.term('gateArticles')}>
          <p class="muted">${localize.term('gateCharterVersion', version, localize.date(publishedAt, 'year'))}</p>
          ${articlesOf(articles, localize)}
        </div>
        ${failure ? html`<p class="problem" role="alert">${problemWords(failure, localize)}</p>` : nothing}
        <div class="end">
          <button class="outlined" type="button" @click=${() => end()}>${localize.term('gateNotNow')}</button>
          <button class="primary" type="button" aria-disabled=${busy} @click=${accept}>
            ${localize.term(busy ? 'gateAccepting' : 'gateAccept')}
          </button>
        </div>`;
    },
  };
}
