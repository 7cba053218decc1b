/** From a name that somebody wrote to the skill that is meant. */
import { v5 } from 'uuid';
import type { Transaction } from '../kernel/database/index.ts';
import { addFreeSkills, findByNames, keepImported } from './store.ts';

const namespace = '6f1f3b5e-6c0b-5c1e-9a5e-3d1b0d0c7a11';

/**
 * Name → skill, as the system: one of the vocabulary, otherwise somebody's own word, which is made where nobody has used
 * it. A word that others use but the viewer may not see leads to the same skill, so that nothing is learnt of it and
 * there is no second one. What an import names stays, also where nobody declares it any more.
 */
export async function resolveSkills(tx: Transaction, names: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
  if (wanted.length === 0) return new Map();
  const rows = await findByNames(tx, wanted);
  const known = new Map(rows.flatMap(({ name, id }) => (id ? [[name, id]] : [])));
  const added = new Map(
    rows.flatMap(({ name, key, id }) =>
      id ? [] : [[key, { id: v5(`skill:free:${key}`, namespace), key, label: { und: name } }]],
    ),
  );
  if (added.size > 0) {
    const ids = await addFreeSkills(tx, [...added.values()]);
    for (const { name, key, id } of rows) if (!id) known.set(name, ids.get(added.get(key)!.id)!);
  }
  await keepImported(tx, [...new Set(known.values())]);
  return known;
}
