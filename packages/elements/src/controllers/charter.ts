import type { Client } from '@parvis/client';
import type { Charter } from '@parvis/contracts';
import type { Language } from '@parvis/contracts/tables';

const charters = new WeakMap<Client, Map<Language, Promise<Charter>>>();

/** It is asked for again: another one is in force. */
export const forgetCharter = (client: Client) => void charters.delete(client);

/** The charter in force, asked for once a page; after a failure the next one who wants it asks again. */
export function charterOf(client: Client, language: Language): Promise<Charter> {
  let known = charters.get(client);
  if (!known) charters.set(client, (known = new Map()));
  let charter = known.get(language);
  if (!charter) {
    charter = client.charter.get(language);
    known.set(language, charter);
    charter.catch(() => known.delete(language));
  }
  return charter;
}
