/** What of a post is of its kind alone. */
export { type Refusal, refusedParts, refusedWords, subjectOf } from './policy.ts';
export { type KindFacts, freshIdea, presentKind } from './present.ts';
