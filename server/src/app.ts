/** The application: pure wiring. Runs in Node and, with the same code, in a browser. */
import { operations } from '@parvis/contracts';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { acknowledgementRoutes } from './acknowledgements/index.ts';
import { type Images, attachmentRoutes, startErasing } from './attachments/index.ts';
import { caseRoutes, startErasingRemoved, startReleasing } from './cases/index.ts';
import { statementRoutes } from './statements/index.ts';
import { type CharterTexts, charterRoutes, installCharter, startEnforcing } from './charter/index.ts';
import { commentRoutes } from './comments/index.ts';
import { communityRoutes } from './communities/index.ts';
import { contributionRoutes } from './contributions/index.ts';
import { type Upkeep, startUpkeep } from './evidence/index.ts';
import { discussionRoutes } from './discussions/index.ts';
import { expertRoutes } from './experts/index.ts';
import { savedSearchRoutes, startSearching } from './saved-searches/index.ts';
import { feedKeyRoutes, useKey } from './feed-keys/index.ts';
import { feedRoutes } from './feeds/index.ts';
import { flagRoutes } from './flags/index.ts';
import { type Relay, startPruning, startRelay } from './kernel/events/index.ts';
import { ideaRoutes } from './ideas/index.ts';
import { type DemoIdentity, demoIdentityRoutes } from './demo-identity/index.ts';
import type { Database } from './kernel/database/index.ts';
import {
  type Bundle,
  type Docs,
  type Environment,
  Failure,
  type Gate,
  type Hot,
  type Limit,
  answer,
  bundleRoutes,
  collectHeaders,
  createAdmission,
  createDispatch,
  createHot,
  createRequestNames,
  docsRoutes,
  healthRoutes,
  honoPath,
  limitKey,
  mountRoutes,
  openApiDocument,
  problemResponse,
  standingHeaders,
} from './kernel/http/index.ts';
import type { Job } from './kernel/jobs/index.ts';
import type { Kernel, Log, Settings } from './kernel/kernel.ts';
import { type Identity, type Tokens, createAddresses, createStandings, keepServerKey } from './kernel/viewer/index.ts';
import { meRoutes } from './me/index.ts';
import { alignPages } from './pages/index.ts';
import { peopleRoutes } from './people/index.ts';
import { pollRoutes, startClosing } from './polls/index.ts';
import { postRoutes } from './posts/index.ts';
import { type Outside, startPreviewing } from './previews/index.ts';
import { readingRoutes } from './reading/index.ts';
import { startPublishing } from './publishing/index.ts';
import { revisionRoutes } from './revisions/index.ts';
import { createScreening, screeningRoutes } from './screening/index.ts';
import { skillRoutes } from './skills/index.ts';
import { stewardingRoutes } from './stewarding/index.ts';
import { suggestionRoutes } from './suggestions/index.ts';
import { streamRoutes } from './stream/index.ts';
import { requireWriting, writingRoutes } from './writing/index.ts';

export type Dependencies = {
  database: Database;
  tokens: Tokens;
  settings: Settings;
  /** Origins of the pages that may call from a browser. */
  origins: readonly string[];
  log: Log;
  now: () => Date;
  newId: () => string;
  /** Takes a request of this person or address into account, as so many: seconds to wait when there were too many. */
  limit?: Limit;
  /** Where a request comes from, as far as the network can tell; `environment` is what `fetch` was given with it. */
  addressOf?: (headers: Headers, environment: object) => string | undefined;
  /** The embed bundle: a file by its path below /embed/. */
  embed?: Bundle;
  /** Storybook: a file by its path below /docs/. */
  docs?: Docs;
  /** The charter that is in force where there is none yet. */
  charter?: CharterTexts;
  /** Makes uploaded images fit to be shown. Without it none are taken. */
  images?: Images;
  /** Looks at what links lead to. Without it nobody outside is asked anything. */
  outside?: Outside;
  /** What the check outside is asked with. */
  fetch?: typeof globalThis.fetch;
  /** Lets anybody be anybody: never where others than the one at this machine reach it. */
  demo?: DemoIdentity;
  /** In tests: every answer is held against its contract. */
  verifyAnswers?: boolean;
};

export type Application = {
  fetch: (request: Request, environment?: object) => Response | Promise<Response>;
  /** Its two ways one by one, for who listens on a network: what lies ready, and everything else. */
  hot: Hot;
  ordinary: (request: Request, environment?: object) => Response | Promise<Response>;
  /** The same, for an address or a path of it. */
  request: (input: Request | string, init?: RequestInit) => Promise<Response>;
  kernel: Kernel;
  relay: Relay;
  /** The index of the search for people. */
  upkeep: Upkeep;
  /** What is done beside the requests. */
  jobs: {
    /** Keeps events from growing without end. */
    pruning: Job;
    /** Closes polls. */
    closing: Job;
    /** Erases uploads that nothing used. */
    erasing: Job;
    /** Erases what was removed long ago. */
    retaining: Job;
    /** Publishes posts that were written for later. */
    publishing: Job;
    /** Gives back what flags hold and its author changed. */
    releasing: Job;
    /** Puts a version of the charter in force. */
    enforcing: Job;
    /** Runs the searches for people that are kept. */
    searching: Job;
    /** Looks at links, where there is something to look with. */
    previewing: Job | undefined;
  };
  close(): Promise<void>;
};

/** Seconds that a browser may remember what a preflight allowed; browsers cap it at their own limit. */
const preflightAge = 86_400;
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export async function createApp(dependencies: Dependencies): Promise<Application> {
  const { database, tokens, settings, log, now, newId, limit, embed } = dependencies;
  if (dependencies.charter) await installCharter(database, dependencies.charter, now());
  const key = await keepServerKey(database, 'addresses', crypto.getRandomValues(new Uint8Array(32)));
  const addresses = createAddresses(key, now);
  const standings = createStandings(database, now, addresses);
  const relay = await startRelay(database, standings, (error) =>
    log.warn('Events could not be read', { error: String(error) }),
  );
  const { images, outside } = dependencies;
  const fetch = dependencies.fetch ?? globalThis.fetch.bind(globalThis);
  const world = { database, standings, relay, addresses, settings, log, images, outside, fetch, now, newId };
  const kernel: Kernel = { ...world, screening: createScreening(world) };
  await alignPages(kernel);
  const upkeep = startUpkeep(kernel);
  const jobs = {
    pruning: startPruning(kernel),
    closing: startClosing(kernel),
    erasing: startErasing(kernel),
    retaining: startErasingRemoved(kernel),
    publishing: startPublishing(kernel),
    releasing: startReleasing(kernel),
    enforcing: startEnforcing(kernel),
    searching: startSearching(kernel),
    previewing: startPreviewing(kernel),
  };

  const position = () => relay.positions.writeFresh(relay.position());

  const gate: Gate = {
    verifyAnswers: dependencies.verifyAnswers ?? false,
    position,
    wrote: () => relay.wrote(),
    requireWriting: (viewer) => requireWriting(kernel, viewer),
    ...createAdmission({
      ...{ tokens, standings, addresses, log },
      ...(limit && { limit }),
      ...(dependencies.addressOf && { addressOf: dependencies.addressOf }),
      useKey: (name, key, before) => useKey(kernel, name, key, before),
    }),
  };

  const secure = secureHeaders({
    crossOriginResourcePolicy: false,
    xFrameOptions: 'DENY',
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  });
  const crossOrigin = cors({
    origin: (origin) => (dependencies.origins.includes(origin) ? origin : null),
    allowMethods: methods,
    allowHeaders: [
      'Authorization',
      'Content-Disposition',
      'Content-Type',
      'Idempotency-Key',
      'If-Match',
      'If-None-Match',
      'Last-Event-ID',
    ],
    exposeHeaders: ['ETag', 'Link', 'Location', 'Retry-After', 'Stream-Position', 'X-Request-Id'],
    maxAge: preflightAge,
  });

  const app = new Hono<Environment>();
  app.onError((error, c) =>
    problemResponse(
      c,
      error,
      (cause, requestId) => log.error('A request failed', { requestId, path: c.req.path, error: describe(cause) }),
      c.req.path.startsWith('/v1/feeds/') && problemOf(error) === 'unauthenticated'
        ? { 'www-authenticate': 'Basic realm="parvis feeds", charset="UTF-8"' }
        : {},
    ),
  );
  app.use(requestId());
  const headersOf = await collectHeaders([secure, crossOrigin], dependencies.origins);
  app.use(standingHeaders(headersOf));
  app.options('/v1/*', secure, crossOrigin);
  if (dependencies.demo) {
    app.use('/demo/*', secure, crossOrigin);
    app.route('/demo', demoIdentityRoutes(kernel, dependencies.demo));
  }

  const routes = [
    ...meRoutes(kernel),
    ...contributionRoutes(kernel),
    ...peopleRoutes(kernel),
    ...communityRoutes(kernel),
    ...expertRoutes(kernel),
    ...skillRoutes(kernel),
    ...suggestionRoutes(kernel),
    ...postRoutes(kernel),
    ...acknowledgementRoutes(kernel),
    ...pollRoutes(kernel),
    ...ideaRoutes(kernel),
    ...attachmentRoutes(kernel),
    ...stewardingRoutes(kernel),
    ...revisionRoutes(kernel),
    ...commentRoutes(kernel),
    ...writingRoutes(kernel),
    ...readingRoutes(kernel),
    ...screeningRoutes(kernel),
    ...charterRoutes(kernel),
    ...discussionRoutes(kernel),
    ...savedSearchRoutes(kernel),
    ...feedKeyRoutes(kernel),
    ...feedRoutes(kernel),
    ...flagRoutes(kernel),
    ...caseRoutes(kernel),
    ...statementRoutes(kernel),
    ...streamRoutes(kernel),
  ];
  mountRoutes(app, routes, gate);
  const bareHeadersOf = await collectHeaders([crossOrigin], dependencies.origins);
  const hot = createHot(routes, {
    ...{ tokens, standings, position, newRequestId: createRequestNames(), verifyAnswers: gate.verifyAnswers },
    headersFor: (origin, bare) => (bare ? bareHeadersOf(origin) : headersOf(origin)),
    ...(limit && { limit: (identity: Identity) => limit(limitKey(identity), 1) }),
  });
  const dispatch = createDispatch(hot, app);

  const openApi = JSON.stringify(openApiDocument());
  app.get('/v1/openapi.json', (c) => answer(c, openApi, 200, { 'content-type': 'application/json' }));
  app.route('/', healthRoutes(database, now));
  if (embed) app.route('/', bundleRoutes(embed, dependencies.origins));
  if (dependencies.docs) app.route('/', docsRoutes(dependencies.docs));
  app.notFound((c) => {
    const path = c.req.path.slice(0, pathLength);
    const allowed = methodsOf(c.req.path);
    const failure =
      allowed.length > 0
        ? new Failure('method-not-allowed', `${path} answers ${allowed.join(', ')}, not ${c.req.method}.`)
        : new Failure('not-found', `Nothing answers at ${path}. The operations are listed at /v1/openapi.json.`);
    return problemResponse(c, failure, () => {}, allowed.length > 0 ? { allow: allowed.join(', ') } : {});
  });

  return {
    fetch: dispatch,
    hot,
    ordinary: app.fetch,
    async request(input, init) {
      return dispatch(input instanceof Request ? input : new Request(new URL(input, 'http://localhost'), init));
    },
    kernel,
    relay,
    upkeep,
    jobs,
    async close() {
      for (const job of Object.values(jobs)) await job?.end();
      await upkeep.close();
      await relay.close();
      await database.close();
    },
  };
}

const problemOf = (error: unknown): string | undefined => (error instanceof Failure ? error.code : undefined);

/** What is told of an address that may be of any length. */
const pathLength = 200;

const addresses = [
  ...Object.values(operations),
  { method: 'GET', path: '/v1/openapi.json' },
  { method: 'GET', path: '/health' },
].map(({ method, path }) => ({ method, pattern: new RegExp(`^${honoPath(path).replace(/:\w+/g, '[^/]+')}$`) }));

/** The methods that an address answers; none when nothing does. */
function methodsOf(path: string): string[] {
  const own = addresses.flatMap(({ method, pattern }) => (pattern.test(path) ? [method] : []));
  return own.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}

/** For the log only: the message and where it came from, with its causes. */
const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause
    ? `${error.stack ?? error.message}\ncaused by ${describe(error.cause)}`
    : (error.stack ?? error.message);
};
