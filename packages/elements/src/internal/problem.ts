import type { Interruption } from '@parvis/contracts/tables';
import { isMissing, missingWords } from './missing.ts';
import type { ParvisLocalize } from './localize.ts';

/** What a failed call is to somebody who reads the page. Any error will do; those of the client say most. */
export type Problem = { code?: string; retryAfter?: number | null; requestId?: string | null };

export function problemWords(problem: unknown, localize: ParvisLocalize): string {
  const { code, retryAfter } = (problem ?? {}) as Problem;
  if (isMissing(problem)) return missingWords(localize.language)[navigator.onLine ? 'missingText' : 'missingOffline'];
  switch (code) {
    case 'network':
      return localize.term(navigator.onLine ? 'problemNetwork' : 'problemOffline');
    case 'not-connected':
      return localize.term('notConnected');
    case 'unauthenticated':
      return localize.term('problemSignedOut');
    case 'not-in-directory':
      return localize.term('problemNotInDirectory');
    case 'forbidden':
      return localize.term('problemForbidden');
    case 'not-found':
      return localize.term('problemNotFound');
    case 'conflict':
    case 'precondition-failed':
      return localize.term('problemConflict');
    case 'rate-limited':
      return localize.term('problemBusy', retryAfter ?? 0);
    case 'too-large':
      return localize.term('problemTooLarge');
    case 'invalid-request':
    case 'invalid-json':
    case 'invalid-cursor':
      return localize.term('problemInvalid');
    case 'unavailable':
      return localize.term('problemUnavailable');
    default: {
      // What can be settled in place has its words where that is: they came with it.
      const words = code && localize.term(code as Interruption);
      return words && words !== code ? words : localize.term('problemGarbage');
    }
  }
}
