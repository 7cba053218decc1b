import { v5 } from 'uuid';

/** What an import makes has an id that follows from the source's own, so that addresses survive a fresh start. */
const namespace = '6f1f3b5e-6c0b-5c1e-9a5e-3d1b0d0c7a11';

export type Kind = 'skill' | 'person' | 'community' | 'project' | 'post' | 'comment' | 'reaction' | 'answer';

export const idFor = (kind: Kind, source: string): string => v5(`${kind}:${source}`, namespace);

/** The same for equal rows. */
export const digestOf = (row: unknown): string => v5(JSON.stringify(row), namespace);
