/**
 * Every operation of the API: name → method, path, status of success, the problems it can answer
 * beside those that any operation can (see `commonProblems`), and what its answer holds.
 * Plain data: the client sends from this table, the server mounts from it, the authorisation table lists it.
 */
import {
  type Shape,
  acceptance,
  attachment,
  caseFigures,
  caseFile,
  caseNote,
  caseRecord,
  charter,
  charterDraft,
  charterVersion,
  listedCharterVersion,
  comment,
  communityProposals,
  confirmation,
  contribution,
  counts,
  discussion,
  examined,
  experts,
  feedKey,
  flag,
  marker,
  ideaHistory,
  invitation,
  me,
  member,
  ownProfile,
  pageOf,
  person,
  place,
  post,
  expertSuggestions,
  skill,
  skillList,
  skillSuggestions,
  suggestions,
  summary,
  surroundings,
  renderedText,
  reading,
  tagView,
  vocabulary,
  request,
  savedSearch,
  screening,
  revision,
  statement,
} from './answers.ts';
import { type Interruption, interruptions } from './interruptions.ts';
import type { ProblemCode } from './problems.ts';
import { limits } from './values.ts';

export type Operation = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/v1/${string}`;
  success: 200 | 201 | 204;
  problems: readonly ProblemCode[];
  /** A `POST` that changes nothing: it only has more to say than an address holds. */
  reads?: true;
  /** Requests that it counts as within the limit of requests, where that is not told by whether it reads. */
  cost?: number;
  /** What must be in the body of a success; none where there is no body, or a stream. */
  answer?: Shape;
  /** The body is bytes and not JSON: of this many at most. */
  bytes?: number;
  /** Its address says who may ask, for how long, and that we gave it out: it needs no token. */
  signed?: true;
  /** `key`: only for tools outside the page, which sign in with a feed key (HTTP Basic) and with nothing else. */
  scheme?: 'key';
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
const change = ['invalid-json', 'unsupported-media-type', 'too-large', 'forbidden', 'not-found'] as const;
const list = ['invalid-cursor', 'not-found'] as const;
/** A wish of one's own, with a body. */
const own = ['invalid-json', 'unsupported-media-type', 'too-large', 'not-found'] as const;
/** Of one's own profile; what another tab wrote meanwhile is not written over. */
const ownChange = [...change, 'precondition-failed'] as const;
const act = ['forbidden', 'not-found', 'conflict'] as const;

export const operations = {
  getMe: { method: 'GET', path: '/v1/me', success: 200, problems: [], answer: me },
  listContributions: {
    method: 'GET',
    path: '/v1/me/contributions',
    success: 200,
    problems: list,
    answer: pageOf(contribution),
  },
  openStream: { method: 'GET', path: '/v1/stream', success: 200, problems: [] },

  getReading: { method: 'GET', path: '/v1/me/reading', success: 200, problems: [], answer: reading },
  moveMarker: {
    method: 'PUT',
    path: '/v1/me/markers/{place}',
    success: 200,
    problems: own,
    answer: marker,
  },

  getOwnProfile: { method: 'GET', path: '/v1/me/profile', success: 200, problems: [], answer: ownProfile },
  updateProfileField: {
    method: 'PUT',
    path: '/v1/me/profile/{field}',
    success: 200,
    problems: ownChange,
    answer: ownProfile,
  },
  declareSkill: {
    method: 'PUT',
    path: '/v1/me/skills/{skill}',
    success: 200,
    problems: ownChange,
    answer: ownProfile,
  },
  removeSkill: {
    method: 'DELETE',
    path: '/v1/me/skills/{skill}',
    success: 200,
    problems: ['not-found', 'precondition-failed'],
    answer: ownProfile,
  },
  listSkillSuggestions: {
    method: 'GET',
    path: '/v1/me/skill-suggestions',
    success: 200,
    problems: [],
    answer: skillSuggestions,
  },
  dismissSkillSuggestion: {
    method: 'DELETE',
    path: '/v1/me/skill-suggestions/{skill}',
    success: 204,
    problems: ['not-found'],
  },
  listPeople: { method: 'GET', path: '/v1/people', success: 200, problems: list, answer: pageOf(summary) },
  getSurroundings: {
    method: 'GET',
    path: '/v1/people/{id}/surroundings',
    success: 200,
    problems: read,
    answer: surroundings,
  },
  confirmSkill: {
    method: 'PUT',
    path: '/v1/people/{id}/skills/{skill}/confirmation',
    success: 200,
    problems: act,
    answer: confirmation,
  },
  withdrawConfirmation: {
    method: 'DELETE',
    path: '/v1/people/{id}/skills/{skill}/confirmation',
    success: 200,
    problems: act,
    answer: confirmation,
  },
  setMandates: {
    method: 'PUT',
    path: '/v1/people/{id}/mandates',
    success: 200,
    problems: change,
    answer: person,
  },
  getPerson: { method: 'GET', path: '/v1/people/{id}', success: 200, problems: read, answer: person },
  followPerson: { method: 'PUT', path: '/v1/people/{id}/follow', success: 200, problems: act, answer: person },
  unfollowPerson: { method: 'DELETE', path: '/v1/people/{id}/follow', success: 200, problems: act, answer: person },
  followTag: { method: 'PUT', path: '/v1/tags/{tag}/follow', success: 200, problems: act, answer: tagView },
  unfollowTag: { method: 'DELETE', path: '/v1/tags/{tag}/follow', success: 200, problems: act, answer: tagView },
  searchExperts: { method: 'GET', path: '/v1/experts', success: 200, problems: list, cost: 5, answer: experts },
  suggestExperts: {
    method: 'GET',
    path: '/v1/experts/suggestions',
    success: 200,
    problems: [],
    answer: expertSuggestions,
  },
  proposeCommunities: {
    method: 'GET',
    path: '/v1/experts/communities',
    success: 200,
    problems: [],
    answer: communityProposals,
  },
  getVocabulary: {
    method: 'GET',
    path: '/v1/vocabulary',
    success: 200,
    problems: ['forbidden'],
    answer: vocabulary,
  },
  listSkills: { method: 'GET', path: '/v1/skills', success: 200, problems: ['forbidden'], answer: skillList },
  createSkill: { method: 'POST', path: '/v1/skills', success: 201, problems: [...write, 'conflict'], answer: skill },
  getSkill: { method: 'GET', path: '/v1/skills/{id}', success: 200, problems: read, answer: skill },
  updateSkill: {
    method: 'PATCH',
    path: '/v1/skills/{id}',
    success: 200,
    problems: [...change, 'conflict', 'precondition-failed'],
    answer: skill,
  },
  previewSkillMerge: {
    method: 'GET',
    path: '/v1/skills/{id}/merge',
    success: 200,
    problems: ['forbidden', 'not-found', 'conflict'],
    answer: { from: skill, into: skill },
  },
  mergeSkill: {
    method: 'PUT',
    path: '/v1/skills/{id}/merge',
    success: 200,
    problems: [...change, 'conflict'],
    answer: skill,
  },
  retireSkill: { method: 'PUT', path: '/v1/skills/{id}/retirement', success: 200, problems: act, answer: skill },
  restoreSkill: { method: 'DELETE', path: '/v1/skills/{id}/retirement', success: 200, problems: act, answer: skill },

  listCommunities: { method: 'GET', path: '/v1/communities', success: 200, problems: list, answer: pageOf(place) },
  getCommunity: { method: 'GET', path: '/v1/communities/{id}', success: 200, problems: read, answer: place },
  joinCommunity: { method: 'PUT', path: '/v1/communities/{id}/membership', success: 200, problems: act, answer: place },
  leaveCommunity: {
    method: 'DELETE',
    path: '/v1/communities/{id}/membership',
    success: 200,
    problems: act,
    answer: place,
  },
  createCommunity: { method: 'POST', path: '/v1/communities', success: 201, problems: write, answer: place },
  updateCommunity: {
    method: 'PATCH',
    path: '/v1/communities/{id}',
    success: 200,
    problems: [...write, 'conflict'],
    answer: place,
  },
  listMembers: {
    method: 'GET',
    path: '/v1/communities/{id}/members',
    success: 200,
    problems: [...list, 'forbidden'],
    answer: pageOf(member),
  },
  setMemberRole: {
    method: 'PUT',
    path: '/v1/communities/{id}/members/{person}',
    success: 200,
    problems: [...write, 'conflict'],
    answer: place,
  },
  removeMember: {
    method: 'DELETE',
    path: '/v1/communities/{id}/members/{person}',
    success: 200,
    problems: act,
    answer: place,
  },
  requestMembership: {
    method: 'PUT',
    path: '/v1/communities/{id}/request',
    success: 200,
    problems: [...write, 'conflict'],
    answer: place,
  },
  withdrawRequest: {
    method: 'DELETE',
    path: '/v1/communities/{id}/request',
    success: 200,
    problems: act,
    answer: place,
  },
  listCommunityRequests: {
    method: 'GET',
    path: '/v1/communities/{id}/requests',
    success: 200,
    problems: [...list, 'forbidden'],
    answer: pageOf(request),
  },
  listRequests: { method: 'GET', path: '/v1/requests', success: 200, problems: list, answer: pageOf(request) },
  decideRequest: {
    method: 'PUT',
    path: '/v1/requests/{id}/decision',
    success: 200,
    problems: [...write, 'conflict'],
    answer: request,
  },
  createInvitation: {
    method: 'POST',
    path: '/v1/communities/{id}/invitations',
    success: 201,
    // With a word to whom is invited, also those of who was warned or is suspended.
    problems: [...write, 'conflict', 'warning-unacknowledged', 'suspended'],
    answer: invitation,
  },
  listCommunityInvitations: {
    method: 'GET',
    path: '/v1/communities/{id}/invitations',
    success: 200,
    problems: [...list, 'forbidden'],
    answer: pageOf(invitation),
  },
  listInvitations: { method: 'GET', path: '/v1/invitations', success: 200, problems: list, answer: pageOf(invitation) },
  answerInvitation: {
    method: 'PUT',
    path: '/v1/invitations/{id}/answer',
    success: 200,
    problems: [...write, 'conflict'],
    answer: invitation,
  },
  withdrawInvitation: {
    method: 'DELETE',
    path: '/v1/invitations/{id}',
    success: 200,
    problems: act,
    answer: invitation,
  },

  muteCommunity: { method: 'PUT', path: '/v1/communities/{id}/mute', success: 200, problems: own, answer: place },
  unmuteCommunity: { method: 'DELETE', path: '/v1/communities/{id}/mute', success: 200, problems: act, answer: place },

  listPosts: { method: 'GET', path: '/v1/posts', success: 200, problems: list, answer: pageOf(post) },
  createPost: { method: 'POST', path: '/v1/posts', success: 201, problems: [...write, 'conflict'], answer: post },
  getPost: { method: 'GET', path: '/v1/posts/{id}', success: 200, problems: read, answer: post },
  updatePost: {
    method: 'PATCH',
    path: '/v1/posts/{id}',
    success: 200,
    problems: [...write, 'conflict'],
    answer: post,
  },
  deletePost: { method: 'DELETE', path: '/v1/posts/{id}', success: 204, problems: act },
  addPostReaction: {
    method: 'PUT',
    path: '/v1/posts/{id}/reactions/{kind}',
    success: 200,
    problems: act,
    answer: post,
  },
  removePostReaction: {
    method: 'DELETE',
    path: '/v1/posts/{id}/reactions/{kind}',
    success: 200,
    problems: act,
    answer: post,
  },
  addBookmark: { method: 'PUT', path: '/v1/posts/{id}/bookmark', success: 200, problems: act, answer: post },
  removeBookmark: { method: 'DELETE', path: '/v1/posts/{id}/bookmark', success: 200, problems: act, answer: post },
  followPost: { method: 'PUT', path: '/v1/posts/{id}/follow', success: 200, problems: act, answer: post },
  unfollowPost: { method: 'DELETE', path: '/v1/posts/{id}/follow', success: 200, problems: act, answer: post },
  mutePost: { method: 'PUT', path: '/v1/posts/{id}/mute', success: 200, problems: own, answer: post },
  unmutePost: { method: 'DELETE', path: '/v1/posts/{id}/mute', success: 200, problems: act, answer: post },
  pinPost: { method: 'PUT', path: '/v1/posts/{id}/pin', success: 200, problems: act, answer: post },
  unpinPost: { method: 'DELETE', path: '/v1/posts/{id}/pin', success: 200, problems: act, answer: post },
  lockPost: { method: 'PUT', path: '/v1/posts/{id}/lock', success: 200, problems: act, answer: post },
  unlockPost: { method: 'DELETE', path: '/v1/posts/{id}/lock', success: 200, problems: act, answer: post },
  movePost: {
    method: 'PUT',
    path: '/v1/posts/{id}/community',
    success: 200,
    problems: [
      ...write,
      ...(['conflict', 'rephrase', 'refused-words'] as const),
      // Of who brings along what they wrote themselves.
      ...(['charter-not-accepted', 'warning-unacknowledged', 'suspended'] as const),
    ],
    answer: post,
  },
  listPostRevisions: {
    method: 'GET',
    path: '/v1/posts/{id}/revisions',
    success: 200,
    problems: list,
    answer: pageOf(revision),
  },
  listCommentRevisions: {
    method: 'GET',
    path: '/v1/comments/{id}/revisions',
    success: 200,
    problems: list,
    answer: pageOf(revision),
  },
  acceptAnswer: { method: 'PUT', path: '/v1/posts/{id}/accepted/{comment}', success: 200, problems: act, answer: post },
  withdrawAnswer: {
    method: 'DELETE',
    path: '/v1/posts/{id}/accepted/{comment}',
    success: 200,
    problems: act,
    answer: post,
  },

  renderText: {
    method: 'POST',
    path: '/v1/rendered-texts',
    success: 200,
    problems: ['invalid-json', 'unsupported-media-type', 'too-large'],
    reads: true,
    // The longest text takes as long as sixty milliseconds of everybody's.
    cost: 10,
    answer: renderedText,
  },
  suggest: {
    method: 'GET',
    path: '/v1/suggestions',
    success: 200,
    problems: ['forbidden', 'not-found'],
    answer: suggestions,
  },
  acknowledgePost: {
    method: 'PUT',
    path: '/v1/posts/{id}/acknowledgement',
    success: 200,
    problems: act,
    answer: post,
  },
  answerPoll: {
    method: 'PUT',
    path: '/v1/posts/{id}/answer',
    success: 200,
    problems: [...change, 'conflict'],
    answer: post,
  },
  setIdeaStatus: { method: 'PUT', path: '/v1/posts/{id}/status', success: 200, problems: change, answer: post },
  listIdeaStatuses: { method: 'GET', path: '/v1/posts/{id}/status', success: 200, problems: read, answer: ideaHistory },
  createAttachment: {
    method: 'POST',
    path: '/v1/attachments',
    success: 201,
    problems: ['unsupported-media-type', 'too-large', 'conflict', 'idempotency-mismatch'],
    answer: attachment,
    bytes: limits.file,
  },
  getAttachment: { method: 'GET', path: '/v1/attachments/{id}', success: 200, problems: read, answer: attachment },
  updateAttachment: {
    method: 'PATCH',
    path: '/v1/attachments/{id}',
    success: 200,
    problems: [...write, 'conflict'],
    answer: attachment,
  },
  deleteAttachment: { method: 'DELETE', path: '/v1/attachments/{id}', success: 204, problems: act },
  readAttachment: {
    method: 'GET',
    path: '/v1/attachments/{id}/content',
    success: 200,
    problems: read,
    signed: true,
  },

  listComments: {
    method: 'GET',
    path: '/v1/posts/{id}/comments',
    success: 200,
    problems: list,
    answer: pageOf(comment),
  },
  createComment: { method: 'POST', path: '/v1/posts/{id}/comments', success: 201, problems: write, answer: comment },
  updateComment: {
    method: 'PATCH',
    path: '/v1/comments/{id}',
    success: 200,
    problems: [...write, 'conflict'],
    answer: comment,
  },
  deleteComment: { method: 'DELETE', path: '/v1/comments/{id}', success: 204, problems: act },
  addCommentReaction: {
    method: 'PUT',
    path: '/v1/comments/{id}/reactions/{kind}',
    success: 200,
    problems: act,
    answer: comment,
  },
  removeCommentReaction: {
    method: 'DELETE',
    path: '/v1/comments/{id}/reactions/{kind}',
    success: 200,
    problems: act,
    answer: comment,
  },

  getDiscussion: { method: 'GET', path: '/v1/discussions', success: 200, problems: read, answer: discussion },
  createDiscussion: { method: 'POST', path: '/v1/discussions', success: 201, problems: write, answer: comment },
  lockDiscussion: { method: 'PUT', path: '/v1/discussions/lock', success: 200, problems: change, answer: discussion },
  /** Reads, and is sent as POST because a hundred addresses are longer than any address may be. */
  countComments: {
    method: 'POST',
    path: '/v1/discussions/counts',
    success: 200,
    problems: ['invalid-json', 'unsupported-media-type', 'too-large'],
    answer: counts,
    reads: true,
  },

  listFeedKeys: {
    method: 'GET',
    path: '/v1/me/feed-keys',
    success: 200,
    problems: [],
    answer: { items: [feedKey], userName: '' },
  },
  createFeedKey: {
    method: 'POST',
    path: '/v1/me/feed-keys',
    success: 201,
    problems: [...write, 'conflict'],
    answer: feedKey,
  },
  deleteFeedKey: { method: 'DELETE', path: '/v1/me/feed-keys/{id}', success: 204, problems: act },
  listSavedSearches: {
    method: 'GET',
    path: '/v1/me/searches',
    success: 200,
    problems: [],
    answer: { items: [savedSearch] },
  },
  saveSearch: {
    method: 'POST',
    path: '/v1/me/searches',
    success: 201,
    problems: [...write, 'conflict'],
    answer: savedSearch,
  },
  seeSavedSearch: { method: 'POST', path: '/v1/me/searches/{id}/seen', success: 204, problems: act },
  deleteSavedSearch: { method: 'DELETE', path: '/v1/me/searches/{id}', success: 204, problems: act },
  readFeed: { method: 'GET', path: '/v1/feeds/{scope}', success: 200, problems: read, scheme: 'key' },

  getScreening: {
    method: 'GET',
    path: '/v1/communities/{id}/screening',
    success: 200,
    problems: [...read, 'forbidden'],
    answer: screening,
  },
  saveScreening: {
    method: 'PUT',
    path: '/v1/communities/{id}/screening',
    success: 200,
    problems: [...change, 'precondition-failed'],
    answer: screening,
  },

  getCharter: { method: 'GET', path: '/v1/charter', success: 200, problems: read, answer: charter },
  acceptCharter: {
    method: 'PUT',
    path: '/v1/me/charter',
    success: 200,
    problems: [...own, 'conflict'],
    answer: charter,
  },
  listOwnAcceptances: {
    method: 'GET',
    path: '/v1/me/charter',
    success: 200,
    problems: [],
    answer: pageOf(acceptance),
  },
  listCharterVersions: {
    method: 'GET',
    path: '/v1/charter/versions',
    success: 200,
    problems: [],
    answer: pageOf(listedCharterVersion),
  },
  getCharterVersion: {
    method: 'GET',
    path: '/v1/charter/versions/{version}',
    success: 200,
    problems: read,
    answer: charterVersion,
  },
  getCharterDraft: { method: 'GET', path: '/v1/charter/draft', success: 200, problems: read, answer: charterDraft },
  saveCharterDraft: {
    method: 'PUT',
    path: '/v1/charter/draft',
    success: 200,
    problems: [...own, 'precondition-failed'],
    answer: charterDraft,
  },
  discardCharterDraft: {
    method: 'PUT',
    path: '/v1/charter/draft/discarded',
    success: 200,
    problems: [...own, 'precondition-failed'],
    answer: charterDraft,
  },
  publishCharter: {
    method: 'PUT',
    path: '/v1/charter/draft/published',
    success: 200,
    problems: [...own, 'precondition-failed', 'conflict'],
    answer: charterVersion,
  },
  listAcceptances: {
    method: 'GET',
    path: '/v1/charter/versions/{version}/acceptances',
    success: 200,
    problems: [...list, 'forbidden'],
    answer: pageOf({ ...acceptance, person: { id: '', name: '', userName: '' } }),
  },
  exportAcceptances: {
    method: 'PUT',
    path: '/v1/charter/versions/{version}/export',
    success: 200,
    problems: ['forbidden', 'not-found'],
    answer: { name: '', csv: '' },
  },
  createFlag: { method: 'POST', path: '/v1/flags', success: 201, problems: [...write, 'conflict'], answer: flag },
  listFlags: { method: 'GET', path: '/v1/flags', success: 200, problems: list, answer: pageOf(flag) },
  withdrawFlag: { method: 'DELETE', path: '/v1/flags/{id}', success: 200, problems: act, answer: flag },

  listCases: { method: 'GET', path: '/v1/cases', success: 200, problems: list, answer: pageOf(examined) },
  getCase: { method: 'GET', path: '/v1/cases/{id}', success: 200, problems: read, answer: examined },
  claimCase: { method: 'PUT', path: '/v1/cases/{id}/claim', success: 200, problems: act, answer: examined },
  releaseCase: { method: 'DELETE', path: '/v1/cases/{id}/claim', success: 200, problems: act, answer: examined },
  decideCase: {
    method: 'PUT',
    path: '/v1/cases/{id}/decision',
    success: 200,
    problems: [...write, 'conflict'],
    answer: examined,
  },
  undoDecision: { method: 'DELETE', path: '/v1/cases/{id}/decision', success: 200, problems: act, answer: examined },
  decideAppeal: {
    method: 'PUT',
    path: '/v1/cases/{id}/appeal',
    success: 200,
    problems: [...write, 'conflict'],
    answer: examined,
  },
  getCaseFile: { method: 'GET', path: '/v1/cases/{id}/file', success: 200, problems: read, answer: caseFile },
  createCaseNote: {
    method: 'POST',
    path: '/v1/cases/{id}/notes',
    success: 201,
    problems: [...write, 'conflict'],
    answer: caseNote,
  },
  exportCase: { method: 'GET', path: '/v1/cases/{id}/record', success: 200, problems: read, answer: caseRecord },
  getCaseFigures: { method: 'GET', path: '/v1/case-figures', success: 200, problems: read, answer: caseFigures },

  listStatements: {
    method: 'GET',
    path: '/v1/statements',
    success: 200,
    problems: list,
    answer: pageOf(statement),
  },
  acknowledgeWarning: {
    method: 'PUT',
    path: '/v1/statements/{id}/acknowledgement',
    success: 200,
    problems: act,
    answer: statement,
  },
  answerStatement: {
    method: 'PUT',
    path: '/v1/statements/{id}/answer',
    success: 200,
    problems: [...write, 'conflict'],
    answer: statement,
  },
  appealStatement: {
    method: 'PUT',
    path: '/v1/statements/{id}/appeal',
    success: 200,
    problems: [...write, 'conflict'],
    answer: statement,
  },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

/**
 * Put words of the viewer before others: whoever has not accepted the charter in force does so first. What only adds a
 * name or a mark (reactions, answers to polls, joining), asks somebody in private, reports, examines, or takes back one's
 * own waits for nothing. A test lists every operation that changes something in one of the two.
 */
export const writingOperations = [
  'createPost',
  'updatePost',
  'createComment',
  'updateComment',
  'createDiscussion',
  'createCommunity',
  'updateCommunity',
  'setIdeaStatus',
  'updateProfileField',
  'declareSkill',
] as const satisfies readonly OperationName[];

/** Those of them whose words are looked at before they are published. */
export const screenedOperations = [
  'createPost',
  'updatePost',
  'createComment',
  'updateComment',
  'createDiscussion',
] as const satisfies readonly (typeof writingOperations)[number][];

const ofWords: readonly Interruption[] = ['rephrase', 'refused-words'];

/** What interrupts this operation, beside its own problems. */
export const interruptionsOf = (name: OperationName): readonly Interruption[] => {
  if ((screenedOperations as readonly string[]).includes(name)) return interruptions;
  return (writingOperations as readonly string[]).includes(name)
    ? interruptions.filter((one) => !ofWords.includes(one))
    : [];
};
