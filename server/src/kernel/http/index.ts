export { TimePlace, readCursor, writeCursor } from './cursor.ts';
export { type Creation, claimKey, createOnce, keyLifetime } from './idempotency.ts';
export { disposition, nameOf } from './disposition.ts';
export { answer, standingHeaders } from './headers.ts';
export {
  type Environment,
  type Gate,
  type Reply,
  type Request,
  type Route,
  honoPath,
  limitBody,
  mountRoutes,
  operation,
  readBody,
  readBytes,
} from './operation.ts';
export { Failure, notFound, problemResponse } from './problem.ts';
export { openApiDocument } from './openapi.ts';
