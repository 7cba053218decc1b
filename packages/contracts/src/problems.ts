/**
 * The closed list of error codes. Every error response is an RFC 9457 problem document whose `code` is one of these.
 * Plain data: part of the browser bundle.
 */
export const problems = {
  'invalid-json': { status: 400, title: 'The body is not JSON' },
  'invalid-request': { status: 422, title: 'Something in the request is not as it should be' },
  'invalid-cursor': { status: 400, title: 'The cursor is not one that this list gave out' },
  unauthenticated: { status: 401, title: 'No valid token' },
  'not-in-directory': { status: 401, title: 'Nobody in the directory has this name' },
  forbidden: { status: 403, title: 'Not allowed' },
  'warning-unacknowledged': { status: 403, title: 'A warning is to be read first' },
  suspended: { status: 403, title: 'Suspended from writing' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'This address does not answer this method' },
  conflict: { status: 409, title: 'Not possible as things stand' },
  'precondition-failed': { status: 412, title: 'It has changed since it was read' },
  'too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'This address does not take a body of this type' },
  'charter-not-accepted': { status: 403, title: 'The charter is accepted before one writes' },
  rephrase: { status: 422, title: 'Would you rephrase?' },
  'refused-words': { status: 422, title: 'Words that are not published here' },
  'idempotency-mismatch': { status: 422, title: 'This Idempotency-Key was used for another request' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'Not available right now' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;
