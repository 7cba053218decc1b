/** The one statement that says on whose behalf a transaction runs. */
import { type RawBuilder, sql } from 'kysely';
import { listed } from './ids.ts';
import type { Standing, Statement, Transaction } from './port.ts';

const text = `select set_config('role', $1, true), set_config('parvis.person', $2, true), set_config('parvis.audiences', $3, true)`;

export const asViewer = ({ person, audiences }: Standing): Statement => ({
  name: 'parvis_viewer',
  text,
  values: ['parvis_app', person, listed(audiences)],
});

/**
 * The same for named statements that are asked again and again: each is planned once per connection. Left to itself,
 * PostgreSQL may hold planning anew for the values at hand to be cheaper; for a page of a feed it costs more than reading.
 */
export const asReader = (standing: Standing): Statement => ({
  name: 'parvis_reader',
  text: `${text}, set_config('plan_cache_mode', 'force_generic_plan', true), set_config('jit', 'off', true)`,
  values: asViewer(standing).values,
});

export const asSystem: Statement = { name: 'parvis_viewer', text, values: ['parvis_system', '', ''] };

const role = (name: string): RawBuilder<unknown> => sql`select set_config('role', ${name}, true)`;

/**
 * One step of a viewer's transaction beyond the viewer's own rights. The service that takes it has authorised it: each
 * call names in a comment the rule that it rests on. Nothing else may be asked for while it lasts: it would have the same
 * rights.
 */
export async function elevated<Result>(tx: Transaction, work: () => Promise<Result>): Promise<Result> {
  await role('parvis_system').execute(tx);
  try {
    return await work();
  } finally {
    // After a statement that failed nothing more runs in this transaction, and nobody may go on as the system.
    await role('parvis_app')
      .execute(tx)
      .catch(() => {});
  }
}
