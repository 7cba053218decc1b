/** What the tests on real hosts need of the system. */
import { existsSync } from 'node:fs';

/** Debian's packages, each with something that is there once it is installed. */
export const needed = [
  { name: 'php-cli', path: '/usr/bin/php' },
  { name: 'php-sqlite3', path: '/usr/share/php8.2-sqlite3' },
  { name: 'php-mysql', path: '/usr/share/php8.2-mysql' },
  { name: 'mariadb-server', path: '/usr/sbin/mariadbd' },
  { name: 'wordpress', path: '/usr/share/wordpress/wp-load.php' },
  { name: 'mediawiki', path: '/usr/share/mediawiki/index.php' },
  { name: 'dokuwiki', path: '/usr/share/dokuwiki/doku.php' },
];

/** Why a host is left out, for the name of its test; empty where it is not. */
export const leftOut = (...names: string[]): string => {
  const missing = needed.filter(({ name, path }) => names.includes(name) && !existsSync(path)).map(({ name }) => name);
  if (!process.env['PARVIS_REAL_HOSTS']) return ' (left out: npm run test:hosts -- real runs it)';
  return missing.length > 0 ? ` (left out, not installed: ${missing.join(', ')})` : '';
};
