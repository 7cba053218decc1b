import type { Case } from '@parvis/contracts';
import type { DecisionKind, ScreeningReason } from '@parvis/contracts/tables';
import message from 'lucide/dist/esm/icons/message-square.mjs';
import page from 'lucide/dist/esm/icons/file-text.mjs';
import person from 'lucide/dist/esm/icons/user-round.mjs';
import post from 'lucide/dist/esm/icons/newspaper.mjs';
import { icon } from '../internal/icons.ts';
import type { ParvisLocalize } from '../internal/localize.ts';

export const icons = { post: icon(post), comment: icon(message), person: icon(person), page: icon(page) };
export const kinds = { post: 'casePost', comment: 'caseComment', person: 'casePerson', page: 'casePage' } as const;
export const decided = {
  keep: 'caseKept',
  unverified: 'caseMarked',
  hold: 'caseHeldBack',
  remove: 'caseRemoved',
  lock: 'caseLocked',
  move: 'caseMoved',
  warn: 'caseWarned',
  suspend: 'caseSuspended',
  uphold: 'caseUpheld',
} as const;

/** Why something waits to be published. */
export const waitsFor = {
  words: 'caseWaitsWords',
  newcomer: 'caseWaitsNewcomer',
  everything: 'caseWaitsEverything',
  person: 'caseWaitsPerson',
  external: 'caseWaitsExternal',
} as const satisfies Record<ScreeningReason, string>;

/** The same, to whoever it concerns. */
export const aboutYou = {
  keep: 'caseKept',
  unverified: 'aboutYouUnverified',
  hold: 'aboutYouHeld',
  remove: 'aboutYouRemoved',
  lock: 'aboutYouLocked',
  move: 'aboutYouMoved',
  warn: 'aboutYouWarned',
  suspend: 'aboutYouSuspendedNow',
  uphold: 'aboutYouUpheld',
} as const;

/** How a decision is offered: its name, what it means, what the button says. */
export const choices = {
  keep: ['caseKeep', 'caseKeepText', 'caseDecideKeep'],
  unverified: ['caseUnverified', 'caseUnverifiedText', 'caseDecideUnverified'],
  hold: ['caseHold', 'caseHoldText', 'caseDecideHold'],
  remove: ['caseRemove', 'caseRemoveText', 'caseDecideRemove'],
  lock: ['caseLock', 'caseLockText', 'caseDecideLock'],
  move: ['caseMove', 'caseMoveText', 'caseDecideMove'],
  warn: ['caseWarn', 'caseWarnText', 'caseDecideWarn'],
  suspend: ['caseSuspend', 'caseSuspendText', 'caseDecideSuspend'],
  uphold: ['caseUphold', 'caseUpholdText', 'caseDecideUphold'],
} as const satisfies Record<DecisionKind, readonly string[]>;

/** What was flagged, in one line: "Post by Ana Duval". */
export const titleOf = ({ copy }: Case, localize: ParvisLocalize): string => {
  const name = copy.author?.name ?? '';
  return copy.kind === 'person'
    ? localize.term('caseOf', name)
    : localize.term('caseTitle', localize.term(kinds[copy.kind]), name);
};
