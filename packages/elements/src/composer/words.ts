import { type Circle, type Degree, limits } from '@parvis/contracts/tables';
import type { Fault, Field } from '../controllers/composed.ts';
import type { ComposerController } from '../controllers/composer-controller.ts';
import type { ParvisLocalize } from '../internal/localize.ts';
import { circleTerms } from '../writing/outsiders.ts';

/** "employees and clients". */
export const circleWords = (circles: readonly Circle[], localize: ParvisLocalize): string =>
  localize.list(circles.map((circle) => localize.term(circleTerms[circle])));

/** "C1 internal": what this installation calls a degree. */
export function degreeWords(degree: Degree, { me }: ComposerController, localize: ParvisLocalize): string {
  const name = me?.degreeNames[localize.language]?.[degree];
  return name ? `${degree} ${name}` : degree;
}

const missing: Partial<
  Record<
    Field,
    'composerNeedsTitle' | 'composerNeedsLink' | 'composerNeedsText' | 'composerNeedsPoll' | 'composerNeedsKudos'
  >
> = {
  title: 'composerNeedsTitle',
  link: 'composerNeedsLink',
  text: 'composerNeedsText',
  poll: 'composerNeedsPoll',
  kudos: 'composerNeedsKudos',
};

/** What is told beside a field that is not as it should be. */
export function faultWords(field: Field, fault: Fault, composer: ComposerController, localize: ParvisLocalize): string {
  if (fault === 'too-long') return localize.term('composerTooLong', composer.draft.text.trim().length - limits.post);
  if (field === 'scheduledFor') return localize.term('composerWhenRefused');
  if (field === 'audience') return localize.term('composerRefusedAudience');
  const words = missing[field];
  return localize.term(
    words && (fault === 'missing' || ['link', 'poll', 'kudos'].includes(field)) ? words : 'composerRefused',
  );
}
