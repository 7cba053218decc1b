import type { Client } from '@parvis/client';
import type { Community } from '@parvis/contracts';
import type { ParvisElement } from '../internal/parvis-element.ts';

/** What the parts of one community's page have in common. */
export type Desk = {
  readonly host: ParvisElement;
  readonly community: Community;
  readonly busy: boolean;
  /** Asks something, and looks at nothing else again. Throws what went wrong. */
  readonly ask: <Found>(what: (client: Client) => Promise<Found>) => Promise<Found>;
  /**
   * Does something and looks again. `words`: what is told of a refusal, by its code; nothing of one that is `told` where
   * it belongs. Answers whether it was done.
   */
  do(
    deed: (client: Client) => Promise<unknown>,
    words?: Record<string, string>,
    done?: string,
    told?: (error: unknown) => boolean,
  ): Promise<boolean>;
};
