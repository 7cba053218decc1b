import type { ArticleReference } from '@parvis/contracts';
import type { ParvisLocalize } from './localize.ts';

/** An article of the charter as it is named: "Article 2: Respect". */
export const articleWords = ({ number, title }: ArticleReference, localize: ParvisLocalize): string =>
  localize.term('article', number, title[localize.language] ?? '');
