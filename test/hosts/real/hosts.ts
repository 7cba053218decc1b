/** Real hosts, each in a folder of its own with the plugin in it and one page by Ana, whose password is `secret`. */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assemble } from '../../../packages/hosts/assemble.ts';
import type { Site } from '../stage.ts';
import { type Process, run, serveMariadb, servePhp } from './processes.ts';

export type RealHost = Process & {
  /** Where one signs in, and the page that embeds Parvis. */
  signIn: string;
  page: string;
};

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
};
const copy = (from: string, to: string): Promise<void> =>
  cp(from, to, {
    recursive: true,
    dereference: true,
    filter: (path) => !/\/(LocalSettings\.php|\.htaccess)$/.test(path),
  });

const origin = (port: number): string => `http://127.0.0.1:${port}`;

export const wordpressSite = (port: number): Site => ({
  origin: origin(port),
  issuer: origin(port),
  jwksUrl: `${origin(port)}/wp-admin/admin-ajax.php?action=parvis_keys`,
});

/** A theme as small as one can be: what it leaves out, the plugin does not need. */
const theme = {
  'style.css': '/* Theme Name: Plain */',
  'index.php': `<!doctype html><html <?php language_attributes(); ?>><head><?php wp_head(); ?></head><body>
<?php while ( have_posts() ) { the_post(); the_content(); } wp_footer(); ?></body></html>`,
};

export async function startWordpress(folder: string, port: number, api: string): Promise<RealHost> {
  const root = join(folder, 'wordpress');
  const [database] = await Promise.all([serveMariadb(folder), copy('/usr/share/wordpress', root)]);
  await write(
    join(root, 'wp-config.php'),
    `<?php
define( 'DB_NAME', 'host' ); define( 'DB_USER', 'root' ); define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:${database.socket}' ); define( 'DB_CHARSET', 'utf8mb4' ); define( 'DB_COLLATE', '' );
define( 'WP_HOME', '${origin(port)}' ); define( 'WP_SITEURL', '${origin(port)}' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true ); define( 'DISABLE_WP_CRON', true );
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) { define( 'ABSPATH', __DIR__ . '/' ); }
require_once ABSPATH . 'wp-settings.php';`,
  );
  for (const [name, text] of Object.entries(theme)) await write(join(root, 'wp-content/themes/plain', name), text);
  assemble('wordpress', join(root, 'wp-content/plugins/parvis'));
  const install = join(folder, 'install.php');
  await write(
    install,
    `<?php
define( 'WP_INSTALLING', true );
require '${root}/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install( 'Intranet', 'ana', 'ana@example.test', true, '', 'secret' );`,
  );
  await run('php', [install]);
  const furnish = join(folder, 'furnish.php');
  await write(
    furnish,
    `<?php
require '${root}/wp-load.php';
require ABSPATH . 'wp-admin/includes/plugin.php';
switch_theme( 'plain' );
activate_plugin( 'parvis/parvis.php' );
update_option( 'parvis_api', '${api}' );
$text = "[parvis element='feed' scope='community' for='canteen' onclick='alert(1)' data-onclick='alert(1)']\\n\\n"
  . '<!-- wp:parvis/element {"element":"discussion","settings":"page-title=\\\\u0022Canteen\\\\u0022"} /-->';
echo wp_insert_post( wp_slash( [ 'post_title' => 'Canteen', 'post_type' => 'page', 'post_status' => 'publish', 'post_author' => 1, 'post_content' => $text ] ) );`,
  );
  const page = await run('php', [furnish]);
  const php = await servePhp(root, port);
  return {
    signIn: `${origin(port)}/wp-login.php`,
    page: `${origin(port)}/?page_id=${page.trim()}`,
    async end() {
      await php.end();
      await database.end();
    },
  };
}

export const mediawikiSite = (port: number): Site => ({
  origin: origin(port),
  issuer: `${origin(port)}/api.php`,
  jwksUrl: `${origin(port)}/api.php?action=parviskeys&format=json&formatversion=2`,
});

export async function startMediawiki(folder: string, port: number, api: string): Promise<RealHost> {
  const root = '/usr/share/mediawiki';
  const settings = join(folder, 'LocalSettings.php');
  const env = { MW_CONFIG_FILE: settings };
  assemble('mediawiki', join(folder, 'Parvis'));
  await run(
    'php',
    [
      `${root}/maintenance/install.php`,
      ...['--dbtype=sqlite', `--dbpath=${folder}/data`, '--dbname=wiki', `--confpath=${folder}`, '--scriptpath='],
      ...[`--server=${origin(port)}`, '--pass=secret-of-ana', 'Intranet', 'Ana'],
    ],
    env,
  );
  await run('php', [
    '-r',
    `require '${folder}/Parvis/Token.php'; file_put_contents('${folder}/key', Parvis\\Token::newKey());`,
  ]);
  await write(
    join(folder, 'AfterInstall.php'),
    `<?php
wfLoadExtension( 'Parvis', '${folder}/Parvis/extension.json' );
$wgParvisApi = '${api}';
$wgParvisKey = file_get_contents( '${folder}/key' );
$wgParvisUserName = static function ( $user ) { return lcfirst( $user->getName() ); };
$wgEnableUploads = false; $wgCacheDirectory = '${folder}/cache'; $wgJobRunRate = 0;`,
  );
  await run('php', [
    '-r',
    `file_put_contents('${settings}', "\\nrequire '${folder}/AfterInstall.php';\\n", FILE_APPEND);`,
  ]);
  const text = join(folder, 'page.txt');
  await write(
    text,
    '== Canteen ==\n<parvis-feed scope="community" for="canteen" onclick="alert(1)" data-onclick="alert(1)" />\n',
  );
  await run('sh', ['-c', `php ${root}/maintenance/edit.php --user=Ana Canteen < ${text}`], env);
  const php = await servePhp(root, port, env);
  return {
    signIn: `${origin(port)}/index.php?title=Special:UserLogin`,
    page: `${origin(port)}/index.php?title=Canteen`,
    end: () => php.end(),
  };
}

export const dokuwikiSite = (port: number): Site => ({
  origin: origin(port),
  issuer: origin(port),
  jwksUrl: `${origin(port)}/lib/exe/ajax.php?call=parvis_keys`,
});

export async function startDokuwiki(folder: string, port: number, api: string): Promise<RealHost> {
  const root = join(folder, 'dokuwiki');
  const conf = join(folder, 'conf');
  const data = join(folder, 'data');
  await copy('/usr/share/dokuwiki', root);
  await copy('/etc/dokuwiki', conf);
  for (const name of [
    'pages',
    'attic',
    'media',
    'media_attic',
    'media_meta',
    'cache',
    'meta',
    'index',
    'locks',
    'log',
    'tmp',
  ])
    await mkdir(join(data, name), { recursive: true });
  assemble('dokuwiki', join(root, 'lib/plugins/parvis'));
  const hash = await run('php', ['-r', `echo password_hash('secret', PASSWORD_BCRYPT);`]);
  await write(
    join(root, 'inc/preload.php'),
    `<?php define('DOKU_CONF', '${conf}/'); define('DOKU_MAIN_CONF', '${conf}/');`,
  );
  await write(join(conf, 'users.auth.php'), `# <?php exit()?>\nana:${hash}:Ana Ruiz:ana@example.test:user\n`);
  await write(join(conf, 'acl.auth.php'), '# <?php exit()?>\n* @ALL 1\n* @user 8\n');
  await write(
    join(conf, 'local.php'),
    `<?php $conf['title'] = 'Intranet'; $conf['useacl'] = 1; $conf['savedir'] = '${data}'; $conf['updatecheck'] = 0;
$conf['plugin']['parvis']['api'] = '${api}';`,
  );
  await write(
    join(data, 'pages/canteen.txt'),
    '====== Canteen ======\n\n<parvis-feed scope="community" for="canteen" onclick="alert(1)" data-onclick="alert(1)">\n',
  );
  const php = await servePhp(root, port);
  return {
    signIn: `${origin(port)}/doku.php?id=canteen&do=login`,
    page: `${origin(port)}/doku.php?id=canteen`,
    end: () => php.end(),
  };
}
