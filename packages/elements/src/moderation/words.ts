import type { Case } from '@parvis/contracts';
import type { ParvisLocalize } from '../internal/localize.ts';

export const kinds = { post: 'casePost', comment: 'caseComment', person: 'casePerson', page: 'casePage' } as const;
export const decided = { keep: 'caseKept', remove: 'caseRemoved', uphold: 'caseUpheld' } as const;

/** What was flagged, in one line: "Post by Ana Duval". */
export const titleOf = ({ copy }: Case, localize: ParvisLocalize): string => {
  const name = copy.author?.name ?? '';
  return copy.kind === 'person'
    ? localize.term('caseOf', name)
    : localize.term('caseTitle', localize.term(kinds[copy.kind]), name);
};
