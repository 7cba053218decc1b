/** Why there is nothing to press: what the button says in its place, and the dialog where it was opened meanwhile. */
import type { UnflaggableReason } from '@parvis/contracts/tables';
import type { FlagController } from '../controllers/flag-controller.ts';
import type { ParvisLocalize } from '../internal/localize.ts';
import { type Problem, problemWords } from '../internal/problem.ts';

const reasons = {
  own: 'flagWhyOwn',
  gone: 'flagWhyGone',
  'not-configured': 'flagWhyPage',
  flagged: 'flagWhyFlagged',
  limit: 'flagWhyLimit',
} as const satisfies Record<UnflaggableReason, string>;

export const reasonWords = (reason: UnflaggableReason, localize: ParvisLocalize): string =>
  localize.term(reasons[reason]);

/** What trying again would not change by itself. */
const lasting = new Set(['unauthenticated', 'not-in-directory', 'not-connected']);

export function whyNot({ status, reason, error }: FlagController, localize: ParvisLocalize): string | undefined {
  if (status === 'ready') return reason ? reasonWords(reason, localize) : undefined;
  const { code = '' } = (error ?? {}) as Problem;
  if (status !== 'error') return undefined;
  if (code === 'not-found') return localize.term('flagWhyUnknown');
  return lasting.has(code) ? problemWords(error, localize) : undefined;
}
