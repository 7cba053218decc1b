import type { Sent } from '@parvis/contracts';
import type { MembershipRole } from '@parvis/contracts/tables';
import type { CallOptions, Send } from './transport.ts';

/** A community is named by its id or its slug. */
export const communities = (send: Send) => ({
  list: (query: Sent<'listCommunities', 'query'>, options?: CallOptions) => send('listCommunities', { query }, options),
  get: (id: string, options?: CallOptions) => send('getCommunity', { params: { id } }, options),
  join: (id: string, options?: CallOptions) => send('joinCommunity', { params: { id } }, options),
  leave: (id: string, options?: CallOptions) => send('leaveCommunity', { params: { id } }, options),
  create: (body: Sent<'createCommunity', 'body'>, options?: CallOptions) => send('createCommunity', { body }, options),
  update: (id: string, body: Sent<'updateCommunity', 'body'>, options?: CallOptions) =>
    send('updateCommunity', { params: { id }, body }, options),
  members: (id: string, query: Sent<'listMembers', 'query'>, options?: CallOptions) =>
    send('listMembers', { params: { id }, query }, options),
  setRole: (id: string, person: string, role: MembershipRole, options?: CallOptions) =>
    send('setMemberRole', { params: { id, person }, body: { role } }, options),
  remove: (id: string, person: string, options?: CallOptions) =>
    send('removeMember', { params: { id, person } }, options),
  /** Asks its stewards to be let in, or takes that back. */
  request: (id: string, note: string, options?: CallOptions) =>
    send('requestMembership', { params: { id }, body: { note } }, options),
  withdrawRequest: (id: string, options?: CallOptions) => send('withdrawRequest', { params: { id } }, options),
  /** Those who wait for its stewards. */
  requests: (id: string, query: Sent<'listCommunityRequests', 'query'>, options?: CallOptions) =>
    send('listCommunityRequests', { params: { id }, query }, options),
  invitations: (id: string, query: Sent<'listCommunityInvitations', 'query'>, options?: CallOptions) =>
    send('listCommunityInvitations', { params: { id }, query }, options),
  invite: (id: string, body: Sent<'createInvitation', 'body'>, options?: CallOptions) =>
    send('createInvitation', { params: { id }, body }, options),
});
