import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import {
  answerInvitation,
  change,
  decideRequest,
  discover,
  found,
  invite,
  join,
  leave,
  listCommunityInvitations,
  listCommunityRequests,
  listInvitations,
  listRequests,
  nameMember,
  removeMember,
  requestMembership,
  showCommunity,
  showMembers,
  withdrawInvitation,
  withdrawRequest,
} from './service.ts';

export const communityRoutes = (kernel: Kernel) => [
  operation('listCommunities', async ({ viewer, query }) => ({ body: await discover(kernel, viewer, query) })),
  operation('getCommunity', async ({ viewer, params }) => ({ body: await showCommunity(kernel, viewer, params.id) })),
  operation('createCommunity', async ({ viewer, body, idempotencyKey }) => {
    const community = await found(kernel, viewer, body, idempotencyKey);
    return { body: community, headers: { location: `/v1/communities/${community.id}` } };
  }),
  operation('updateCommunity', async ({ viewer, params, body }) => ({
    body: await change(kernel, viewer, params.id, body),
  })),
  operation('joinCommunity', async ({ viewer, params }) => ({ body: await join(kernel, viewer, params.id) })),
  operation('leaveCommunity', async ({ viewer, params }) => ({ body: await leave(kernel, viewer, params.id) })),
  operation('listMembers', async ({ viewer, params, query }) => ({
    body: await showMembers(kernel, viewer, params.id, query),
  })),
  operation('setMemberRole', async ({ viewer, params, body }) => ({
    body: await nameMember(kernel, viewer, params.id, params.person, body.role),
  })),
  operation('removeMember', async ({ viewer, params }) => ({
    body: await removeMember(kernel, viewer, params.id, params.person),
  })),
  operation('requestMembership', async ({ viewer, params, body }) => ({
    body: await requestMembership(kernel, viewer, params.id, body.note),
  })),
  operation('withdrawRequest', async ({ viewer, params }) => ({
    body: await withdrawRequest(kernel, viewer, params.id),
  })),
  operation('listCommunityRequests', async ({ viewer, params, query }) => ({
    body: await listCommunityRequests(kernel, viewer, params.id, query),
  })),
  operation('listRequests', async ({ viewer, query }) => ({ body: await listRequests(kernel, viewer, query) })),
  operation('decideRequest', async ({ viewer, params, body }) => ({
    body: await decideRequest(kernel, viewer, params.id, body),
  })),
  operation('createInvitation', async ({ viewer, params, body, idempotencyKey }) => ({
    body: await invite(kernel, viewer, params.id, body, idempotencyKey),
  })),
  operation('listCommunityInvitations', async ({ viewer, params, query }) => ({
    body: await listCommunityInvitations(kernel, viewer, params.id, query),
  })),
  operation('listInvitations', async ({ viewer, query }) => ({ body: await listInvitations(kernel, viewer, query) })),
  operation('answerInvitation', async ({ viewer, params, body }) => ({
    body: await answerInvitation(kernel, viewer, params.id, body.accept),
  })),
  operation('withdrawInvitation', async ({ viewer, params }) => ({
    body: await withdrawInvitation(kernel, viewer, params.id),
  })),
];
