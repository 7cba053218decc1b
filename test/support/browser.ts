/** A browser for tests and pictures: an installed one where there is one, otherwise the one inside an npm package. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { tmpdir } from 'node:os';
import { type Browser, type LaunchOptions, chromium } from 'playwright-core';

const names = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'chrome',
  'microsoft-edge',
  'msedge',
];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Nothing is fetched that a test did not ask for; no sandbox, because containers run as root. */
export const browserFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  // A page that a test makes up has no address, and may not call this machine otherwise.
  '--disable-features=LocalNetworkAccessChecks',
];

export type FoundBrowser = { executablePath: string; args: string[]; env: Record<string, string> };

const environment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** `PARVIS_BROWSER` names another one. */
export async function findBrowser(): Promise<FoundBrowser> {
  const named = process.env['PARVIS_BROWSER'];
  if (named && !existsSync(named))
    throw new Error(`PARVIS_BROWSER names '${named}', which does not exist. Name an executable, or unset it.`);
  const paths = (process.env['PATH'] ?? '').split(delimiter);
  const installed =
    named ??
    [...paths.flatMap((path) => names.map((name) => join(path, name))), ...places].find((path) => existsSync(path));
  if (installed) return { executablePath: installed, args: browserFlags, env: environment() };

  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      `No browser was found on this ${process.platform} machine. Install Chrome, Chromium or Edge, or set PARVIS_BROWSER.`,
    );
  // The package unpacks its own shared libraries only where it believes to run on that platform.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs24.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  const executablePath = await packaged.executablePath();
  const env = environment();
  env['LD_LIBRARY_PATH'] = [join(tmpdir(), 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']]
    .filter(Boolean)
    .join(delimiter);
  return { executablePath, args: browserFlags, env };
}

export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const { executablePath, args, env } = await findBrowser();
  return chromium.launch({ executablePath, args, env, ...options });
}
