/** What the tests on real hosts need of the system. */
import { existsSync } from 'node:fs';

/** Debian's packages. */
const packages = ['php-cli', 'php-sqlite3', 'php-mysql', 'mariadb-server', 'wordpress', 'mediawiki', 'dokuwiki'];

/** Those that are not there. */
export const missing = (names: readonly string[] = packages): string[] =>
  names.filter((name) => !existsSync(`/var/lib/dpkg/info/${name}.list`));

/** Why a host is left out, for the name of its test; empty where it is not. */
export const leftOut = (...names: string[]): string => {
  if (!process.env['PARVIS_REAL_HOSTS']) return ' (left out: npm run test:hosts -- real runs it)';
  const absent = missing(names);
  return absent.length > 0 ? ` (left out, not installed: ${absent.join(', ')})` : '';
};
