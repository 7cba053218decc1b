/**
 * What interrupts a write and is settled, or explained, where it happens: the very same write then goes through.
 * `rephrase`: with `confirmed` in its body. `refused-words`: with other words only. `suspended`: at a
 * later time only.
 */
export const interruptions = [
  'charter-not-accepted',
  'rephrase',
  'refused-words',
  'warning-unacknowledged',
  'suspended',
] as const;
export type Interruption = (typeof interruptions)[number];
