import type { Case } from '@parvis/contracts';
import type { Draft } from '../controllers/cases-controller.ts';

export const isIllegal = ({ flags }: Pick<Case, 'flags'>): boolean => flags.some(({ article }) => !article);

/** What a decision lacks, the first first: where it is missing, and what is said of it there. */
export function missingIn(of: Case, { decision, article, law, community, publicNote }: Draft) {
  const grounded = article || (isIllegal(of) && law.trim());
  return {
    ...(!decision && { decision: 'caseNeedsDecision' as const }),
    ...(decision && decision !== 'keep' && !grounded && { article: 'caseNeedsArticle' as const }),
    ...(decision === 'move' && !community && { community: 'caseNeedsCommunity' as const }),
    ...(isIllegal(of) && !publicNote.trim() && { publicNote: 'caseNeedsNote' as const }),
  };
}
