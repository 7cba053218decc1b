/** The viewer's own flag beside the thing it is on. A feed asks this for each of its posts: one index probe. */
import type { FlagState, Statement } from '@parvis/contracts';

export type ReceiptRow = { id: string; state: FlagState; created_at: string | Date; statement: Statement | null };

/** A column `my_flag`; $1 is the viewer, `subject` the column with the thing's id. */
export const ownFlag = (subject: string): string => `
    (select jsonb_build_object('id', g.id, 'state', g.state, 'created_at', g.created_at, 'statement', g.statement) from flag g
      where g.subject_id = ${subject} and g.reporter_id = $1 and g.state <> 'withdrawn'
      order by g.created_at desc limit 1) as my_flag`;
