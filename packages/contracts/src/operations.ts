/**
 * Every operation of the API: name → method, path, status of success, and the problems it can answer
 * beside those that any operation can (see `commonProblems`).
 * Plain data: the client sends from this table, the server mounts from it, the authorisation table lists it.
 */
import type { ProblemCode } from './problems.ts';

export type Operation = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/v1/${string}`;
  success: 200 | 201 | 204;
  problems: readonly ProblemCode[];
};

/** Any operation can answer these. */
export const commonProblems = [
  'invalid-request',
  'unauthenticated',
  'not-in-directory',
  'rate-limited',
  'internal',
  'unavailable',
] as const satisfies readonly ProblemCode[];

const read = ['not-found'] as const;
const write = [
  'invalid-json',
  'unsupported-media-type',
  'too-large',
  'forbidden',
  'not-found',
  'idempotency-mismatch',
] as const;
const list = ['invalid-cursor', 'not-found'] as const;
const act = ['forbidden', 'not-found', 'conflict'] as const;

export const operations = {
  getMe: { method: 'GET', path: '/v1/me', success: 200, problems: [] },
  listContributions: { method: 'GET', path: '/v1/me/contributions', success: 200, problems: list },
  openStream: { method: 'GET', path: '/v1/stream', success: 200, problems: [] },

  getPerson: { method: 'GET', path: '/v1/people/{id}', success: 200, problems: read },
  searchExperts: { method: 'GET', path: '/v1/experts', success: 200, problems: list },

  listCommunities: { method: 'GET', path: '/v1/communities', success: 200, problems: list },
  getCommunity: { method: 'GET', path: '/v1/communities/{id}', success: 200, problems: read },
  joinCommunity: { method: 'PUT', path: '/v1/communities/{id}/membership', success: 200, problems: act },
  leaveCommunity: { method: 'DELETE', path: '/v1/communities/{id}/membership', success: 200, problems: act },

  listPosts: { method: 'GET', path: '/v1/posts', success: 200, problems: list },
  createPost: { method: 'POST', path: '/v1/posts', success: 201, problems: write },
  getPost: { method: 'GET', path: '/v1/posts/{id}', success: 200, problems: read },
  updatePost: { method: 'PATCH', path: '/v1/posts/{id}', success: 200, problems: write },
  deletePost: { method: 'DELETE', path: '/v1/posts/{id}', success: 204, problems: act },
  addPostReaction: { method: 'PUT', path: '/v1/posts/{id}/reactions/{kind}', success: 200, problems: act },
  removePostReaction: { method: 'DELETE', path: '/v1/posts/{id}/reactions/{kind}', success: 200, problems: act },
  acceptAnswer: { method: 'PUT', path: '/v1/posts/{id}/accepted/{comment}', success: 200, problems: act },
  withdrawAnswer: { method: 'DELETE', path: '/v1/posts/{id}/accepted/{comment}', success: 200, problems: act },

  listComments: { method: 'GET', path: '/v1/posts/{id}/comments', success: 200, problems: list },
  createComment: { method: 'POST', path: '/v1/posts/{id}/comments', success: 201, problems: write },
  updateComment: { method: 'PATCH', path: '/v1/comments/{id}', success: 200, problems: write },
  deleteComment: { method: 'DELETE', path: '/v1/comments/{id}', success: 204, problems: act },
  addCommentReaction: { method: 'PUT', path: '/v1/comments/{id}/reactions/{kind}', success: 200, problems: act },
  removeCommentReaction: { method: 'DELETE', path: '/v1/comments/{id}/reactions/{kind}', success: 200, problems: act },

  getCharter: { method: 'GET', path: '/v1/charter', success: 200, problems: read },
  createFlag: { method: 'POST', path: '/v1/flags', success: 201, problems: [...write, 'conflict'] },
  listFlags: { method: 'GET', path: '/v1/flags', success: 200, problems: list },
  withdrawFlag: { method: 'DELETE', path: '/v1/flags/{id}', success: 200, problems: act },

  listCases: { method: 'GET', path: '/v1/cases', success: 200, problems: list },
  getCase: { method: 'GET', path: '/v1/cases/{id}', success: 200, problems: read },
  claimCase: { method: 'PUT', path: '/v1/cases/{id}/claim', success: 200, problems: act },
  releaseCase: { method: 'DELETE', path: '/v1/cases/{id}/claim', success: 200, problems: act },
  decideCase: { method: 'PUT', path: '/v1/cases/{id}/decision', success: 200, problems: [...write, 'conflict'] },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
