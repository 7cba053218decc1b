import { page } from '../internal/page.ts';
import { type Connection, type ConnectionOptions, openConnection } from './connection.ts';

/** The connection to an API: the same for all who name the same address. */
export function connect(options: ConnectionOptions): Connection {
  const { connections, onTick } = page();
  const api = new URL(options.api, document.baseURI).href.replace(/\/+$/, '');
  let connection = connections.get(api);
  if (connection) connection.configure(options);
  else connections.set(api, (connection = openConnection({ ...options, api }, onTick)));
  return connection;
}
