import { z } from 'zod';
import { EntityTag, Id, Timestamp } from './common.ts';
import { PersonReference } from './people.ts';
import { limits } from './tables.ts';

const Word = z.string().trim().min(1).max(limits.screenedWord);
const Words = z
  .strictObject({ refuse: z.array(Word), hold: z.array(Word), nudge: z.array(Word) })
  .refine(
    ({ refuse, hold, nudge }) => refuse.length + hold.length + nudge.length <= limits.screenedWords,
    `holds more than ${limits.screenedWords} words in all`,
  );

/** What is looked at in a community before it is published. For its stewards. */
export const Screening = z.object({
  /** Another one after each change: whoever changes it sends the one they read. */
  tag: z.string(),
  words: z.object({ refuse: z.array(z.string()), hold: z.array(z.string()), nudge: z.array(z.string()) }),
  /** The first so many posts and comments of each person wait for a steward. */
  newcomers: z.number().int(),
  everything: z.boolean(),
  /** All that they write waits. */
  people: z.array(PersonReference),
  /** What is written is shown to the check outside that the installation configured. */
  external: z.boolean(),
  editedAt: Timestamp.nullable(),
  abilities: z.object({ external: z.boolean() }),
});
export type Screening = z.infer<typeof Screening>;

export const ScreeningChange = z.strictObject({
  /** As it was read. */
  tag: EntityTag,
  words: Words,
  newcomers: z.number().int().min(0).max(limits.newcomerPosts),
  everything: z.boolean(),
  people: z.array(Id).max(limits.screenedPeople),
  external: z.boolean(),
});
export type ScreeningChange = z.infer<typeof ScreeningChange>;
