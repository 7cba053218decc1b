import type { Case } from '@parvis/contracts';
import message from 'lucide/dist/esm/icons/message-square.mjs';
import page from 'lucide/dist/esm/icons/file-text.mjs';
import person from 'lucide/dist/esm/icons/user-round.mjs';
import post from 'lucide/dist/esm/icons/newspaper.mjs';
import { icon } from '../internal/icons.ts';
import type { ParvisLocalize } from '../internal/localize.ts';

export const icons = { post: icon(post), comment: icon(message), person: icon(person), page: icon(page) };
export const kinds = { post: 'casePost', comment: 'caseComment', person: 'casePerson', page: 'casePage' } as const;
export const decided = { keep: 'caseKept', remove: 'caseRemoved', uphold: 'caseUpheld' } as const;

/** What was flagged, in one line: "Post by Ana Duval". */
export const titleOf = ({ copy }: Case, localize: ParvisLocalize): string => {
  const name = copy.author?.name ?? '';
  return copy.kind === 'person'
    ? localize.term('caseOf', name)
    : localize.term('caseTitle', localize.term(kinds[copy.kind]), name);
};
