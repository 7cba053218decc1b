import type { Article } from '@parvis/contracts';
import { html } from 'lit';
import type { ParvisLocalize } from '../internal/localize.ts';
import { richText } from '../internal/rich-text.ts';

/** The articles as they are read, one below the other. */
export const articlesOf = (articles: readonly Article[], localize: ParvisLocalize) =>
  articles.map(
    ({ id, number, title, body }) =>
      html`<section class="article" aria-labelledby="article-${id}">
        <h3 id="article-${id}" dir="auto">${localize.term('article', number, title)}</h3>
        <div class="text" dir="auto">${richText(body)}</div>
      </section>`,
  );
