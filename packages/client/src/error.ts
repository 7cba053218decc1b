import type { Problem } from '@parvis/contracts';
import type { ProblemCode } from '@parvis/contracts/tables';

/** What the API answers, and two codes of our own: nothing came back, or what came back is not an answer of this API. */
export type ErrorCode = ProblemCode | 'network' | 'garbage';

type Details = {
  code: ErrorCode;
  status?: number;
  title: string;
  detail?: string;
  requestId?: string | null;
  errors?: Problem['errors'];
  retryAfter?: number | null;
  cause?: unknown;
};

/** The one error that every call of the client rejects with (an aborted call rejects with the signal's reason). */
export class ParvisError extends Error {
  override readonly name = 'ParvisError';
  readonly code!: ErrorCode;
  /** HTTP status, 0 when no answer came. */
  readonly status!: number;
  readonly title!: string;
  readonly detail!: string;
  /** Names the request in the server's log. */
  readonly requestId!: string | null;
  /** Each field that is not as it should be: JSON path with dots, and why. */
  readonly errors!: readonly { path: string; message: string }[];
  /** Seconds to wait before trying again, where the server said so. */
  readonly retryAfter!: number | null;

  constructor({ cause, ...details }: Details) {
    super(details.detail || details.title, { cause });
    Object.assign(this, { status: 0, detail: '', requestId: null, errors: [], retryAfter: null }, details);
  }
}
