export { type Limit, createAdmission, limitKey } from './admission.ts';
export { createDispatch, createRequestNames } from './dispatch.ts';
export { TimePosition, pageOf, readCursor, readTimePlace, timePosition, writeCursor } from './cursor.ts';
export { claimKey, createOnce } from './idempotency.ts';
export { disposition, nameOf } from './disposition.ts';
export { answer, collectHeaders, standingHeaders } from './headers.ts';
export { type Asked, type Given, type Hot, type Readied, type Ready, createHot } from './hot.ts';
export { type Kept, createKept } from './kept.ts';
export {
  type Environment,
  type Gate,
  type Reply,
  type Request,
  honoPath,
  limitBody,
  mountRoutes,
  operation,
  readBody,
  readBytes,
} from './operation.ts';
export { type Docs, type DocsFile, docsRoutes } from './docs.ts';
export { type Bundle, bundleRoutes } from './bundle.ts';
export { healthRoutes } from './health.ts';
export { Failure, notFound, problemResponse } from './problem.ts';
export { openApiDocument } from './openapi.ts';
