import type { z } from 'zod';
import { Attachment, AttachmentUpdate, ContentQuery } from './attachments.ts';
import {
  AppealDecision,
  Case,
  CaseDecision,
  CaseFigures,
  CaseFile,
  CaseNote,
  CaseNoteCreate,
  CasePage,
  CaseQuery,
  CaseRecord,
  FigureQuery,
} from './cases.ts';
import {
  AcceptancePage,
  AcceptanceQuery,
  Charter,
  CharterAcceptance,
  CharterDraft,
  CharterDraftSave,
  CharterExport,
  CharterQuery,
  CharterTag,
  CharterVersion,
  CharterVersionPage,
  OwnAcceptancePage,
  VersionParams,
  VersionQuery,
} from './charter.ts';
import { Comment, CommentCreate, CommentPage, CommentQuery, CommentUpdate } from './comments.ts';
import { IdParams, ListQuery } from './common.ts';
import {
  Community,
  CommunityCreate,
  CommunityPage,
  CommunityParams,
  CommunityQuery,
  CommunityUpdate,
  Invitation,
  InvitationAnswer,
  InvitationCreate,
  InvitationPage,
  MemberPage,
  MemberParams,
  MembershipRequest,
  MembershipRequestPage,
  RequestCreate,
  RequestDecision,
  RoleChange,
} from './communities.ts';
import { ContributionPage, ContributionQuery } from './contributions.ts';
import { CountQuery, Counts, Discussion, DiscussionCreate, DiscussionLock, DiscussionQuery } from './discussions.ts';
import {
  CommunityProposalQuery,
  CommunityProposals,
  ExpertPage,
  ExpertQuery,
  ExpertSuggestionQuery,
  ExpertSuggestions,
} from './experts.ts';
import { SavedSearch, SavedSearchCreate, SavedSearchList } from './saved-searches.ts';
import { FeedKey, FeedKeyCreate, FeedKeyList, FeedParams, FeedQuery } from './feed-keys.ts';
import { Flag, FlagCreate, FlagPage, FlagQuery } from './flags.ts';
import { IdeaChange, IdeaHistory, PollAnswer } from './kinds.ts';
import type { OperationName } from './operations.ts';
import {
  Confirmation,
  MandateUpdate,
  Me,
  OwnProfile,
  PeoplePage,
  PeopleQuery,
  Person,
  PersonParams,
  PersonSkillParams,
  ProfileFieldParams,
  ProfileFieldUpdate,
  SkillIdParams,
  SkillParams,
  SkillSuggestions,
  SkillUpdate,
  Surroundings,
  SurroundingsQuery,
} from './people.ts';
import { AcceptedParams, Post, PostCreate, PostMove, PostPage, PostQuery, PostUpdate, RevisionPage } from './posts.ts';
import { ReactionParams } from './reactions.ts';
import { Screening, ScreeningChange } from './screening.ts';
import {
  Skill,
  SkillCreate,
  SkillList,
  SkillMerge,
  SkillMergePreview,
  SkillMergeQuery,
  SkillQuery,
  Vocabulary,
  SkillUpdateNames,
} from './skills.ts';
import { AnswerCreate, AppealCreate, StatementOfReasons, StatementPage, StatementQuery } from './statements.ts';
import { SuggestionQuery, Suggestions, RenderedText, RenderedTextCreate } from './writing.ts';
import { Marker, MarkerMove, MarkerParams, MuteCreate, Reading, TagParams, TagView } from './reading.ts';

type Shapes = { params?: z.ZodObject; query?: z.ZodObject; body?: z.ZodType; response?: z.ZodType };

/** What each operation takes and answers. No `response`: no body (204) or a stream. */
export const schemas = {
  getMe: { response: Me },
  listContributions: { query: ContributionQuery, response: ContributionPage },
  openStream: {},
  getReading: { response: Reading },
  moveMarker: { params: MarkerParams, body: MarkerMove, response: Marker },

  getOwnProfile: { response: OwnProfile },
  updateProfileField: { params: ProfileFieldParams, body: ProfileFieldUpdate, response: OwnProfile },
  declareSkill: { params: SkillParams, body: SkillUpdate, response: OwnProfile },
  removeSkill: { params: SkillIdParams, response: OwnProfile },
  listSkillSuggestions: { response: SkillSuggestions },
  dismissSkillSuggestion: { params: SkillIdParams },
  listPeople: { query: PeopleQuery, response: PeoplePage },
  getSurroundings: { params: PersonParams, query: SurroundingsQuery, response: Surroundings },
  confirmSkill: { params: PersonSkillParams, response: Confirmation },
  withdrawConfirmation: { params: PersonSkillParams, response: Confirmation },
  setMandates: { params: PersonParams, body: MandateUpdate, response: Person },
  getPerson: { params: PersonParams, response: Person },
  followPerson: { params: PersonParams, response: Person },
  unfollowPerson: { params: PersonParams, response: Person },
  followTag: { params: TagParams, response: TagView },
  unfollowTag: { params: TagParams, response: TagView },
  searchExperts: { query: ExpertQuery, response: ExpertPage },
  suggestExperts: { query: ExpertSuggestionQuery, response: ExpertSuggestions },
  proposeCommunities: { query: CommunityProposalQuery, response: CommunityProposals },
  getVocabulary: { response: Vocabulary },
  listSkills: { query: SkillQuery, response: SkillList },
  createSkill: { body: SkillCreate, response: Skill },
  getSkill: { params: IdParams, response: Skill },
  updateSkill: { params: IdParams, body: SkillUpdateNames, response: Skill },
  previewSkillMerge: { params: IdParams, query: SkillMergeQuery, response: SkillMergePreview },
  mergeSkill: { params: IdParams, body: SkillMerge, response: Skill },
  retireSkill: { params: IdParams, response: Skill },
  restoreSkill: { params: IdParams, response: Skill },

  listCommunities: { query: CommunityQuery, response: CommunityPage },
  getCommunity: { params: CommunityParams, response: Community },
  joinCommunity: { params: CommunityParams, response: Community },
  leaveCommunity: { params: CommunityParams, response: Community },
  muteCommunity: { params: CommunityParams, body: MuteCreate, response: Community },
  unmuteCommunity: { params: CommunityParams, response: Community },
  createCommunity: { body: CommunityCreate, response: Community },
  updateCommunity: { params: CommunityParams, body: CommunityUpdate, response: Community },
  listMembers: { params: CommunityParams, query: ListQuery, response: MemberPage },
  setMemberRole: { params: MemberParams, body: RoleChange, response: Community },
  removeMember: { params: MemberParams, response: Community },
  requestMembership: { params: CommunityParams, body: RequestCreate, response: Community },
  withdrawRequest: { params: CommunityParams, response: Community },
  listCommunityRequests: { params: CommunityParams, query: ListQuery, response: MembershipRequestPage },
  listRequests: { query: ListQuery, response: MembershipRequestPage },
  decideRequest: { params: IdParams, body: RequestDecision, response: MembershipRequest },
  createInvitation: { params: CommunityParams, body: InvitationCreate, response: Invitation },
  listCommunityInvitations: { params: CommunityParams, query: ListQuery, response: InvitationPage },
  listInvitations: { query: ListQuery, response: InvitationPage },
  answerInvitation: { params: IdParams, body: InvitationAnswer, response: Invitation },
  withdrawInvitation: { params: IdParams, response: Invitation },

  listPosts: { query: PostQuery, response: PostPage },
  createPost: { body: PostCreate, response: Post },
  getPost: { params: IdParams, response: Post },
  updatePost: { params: IdParams, body: PostUpdate, response: Post },
  deletePost: { params: IdParams },
  addPostReaction: { params: ReactionParams, response: Post },
  removePostReaction: { params: ReactionParams, response: Post },
  addBookmark: { params: IdParams, response: Post },
  removeBookmark: { params: IdParams, response: Post },
  followPost: { params: IdParams, response: Post },
  unfollowPost: { params: IdParams, response: Post },
  mutePost: { params: IdParams, body: MuteCreate, response: Post },
  unmutePost: { params: IdParams, response: Post },
  pinPost: { params: IdParams, response: Post },
  unpinPost: { params: IdParams, response: Post },
  lockPost: { params: IdParams, response: Post },
  unlockPost: { params: IdParams, response: Post },
  movePost: { params: IdParams, body: PostMove, response: Post },
  listPostRevisions: { params: IdParams, query: ListQuery, response: RevisionPage },
  listCommentRevisions: { params: IdParams, query: ListQuery, response: RevisionPage },
  acceptAnswer: { params: AcceptedParams, response: Post },
  withdrawAnswer: { params: AcceptedParams, response: Post },
  acknowledgePost: { params: IdParams, response: Post },
  answerPoll: { params: IdParams, body: PollAnswer, response: Post },
  setIdeaStatus: { params: IdParams, body: IdeaChange, response: Post },
  listIdeaStatuses: { params: IdParams, response: IdeaHistory },

  renderText: { body: RenderedTextCreate, response: RenderedText },
  suggest: { query: SuggestionQuery, response: Suggestions },
  createAttachment: { response: Attachment },
  getAttachment: { params: IdParams, response: Attachment },
  updateAttachment: { params: IdParams, body: AttachmentUpdate, response: Attachment },
  deleteAttachment: { params: IdParams },
  readAttachment: { params: IdParams, query: ContentQuery },

  listComments: { params: IdParams, query: CommentQuery, response: CommentPage },
  createComment: { params: IdParams, body: CommentCreate, response: Comment },
  updateComment: { params: IdParams, body: CommentUpdate, response: Comment },
  deleteComment: { params: IdParams },
  addCommentReaction: { params: ReactionParams, response: Comment },
  removeCommentReaction: { params: ReactionParams, response: Comment },

  getDiscussion: { query: DiscussionQuery, response: Discussion },
  createDiscussion: { body: DiscussionCreate, response: Comment },
  lockDiscussion: { body: DiscussionLock, response: Discussion },
  countComments: { body: CountQuery, response: Counts },

  listSavedSearches: { response: SavedSearchList },
  saveSearch: { body: SavedSearchCreate, response: SavedSearch },
  seeSavedSearch: { params: IdParams },
  deleteSavedSearch: { params: IdParams },
  listFeedKeys: { response: FeedKeyList },
  createFeedKey: { body: FeedKeyCreate, response: FeedKey },
  deleteFeedKey: { params: IdParams },
  readFeed: { params: FeedParams, query: FeedQuery },

  getScreening: { params: CommunityParams, response: Screening },
  saveScreening: { params: CommunityParams, body: ScreeningChange, response: Screening },

  getCharter: { query: CharterQuery, response: Charter },
  acceptCharter: { body: CharterAcceptance, response: Charter },
  listOwnAcceptances: { query: VersionQuery, response: OwnAcceptancePage },
  listCharterVersions: { query: VersionQuery, response: CharterVersionPage },
  getCharterVersion: { params: VersionParams, query: CharterQuery, response: CharterVersion },
  getCharterDraft: { response: CharterDraft },
  saveCharterDraft: { body: CharterDraftSave, response: CharterDraft },
  discardCharterDraft: { body: CharterTag, response: CharterDraft },
  publishCharter: { body: CharterTag, response: CharterVersion },
  listAcceptances: { params: VersionParams, query: AcceptanceQuery, response: AcceptancePage },
  exportAcceptances: { params: VersionParams, response: CharterExport },
  createFlag: { body: FlagCreate, response: Flag },
  listFlags: { query: FlagQuery, response: FlagPage },
  withdrawFlag: { params: IdParams, response: Flag },

  listCases: { query: CaseQuery, response: CasePage },
  getCase: { params: IdParams, response: Case },
  claimCase: { params: IdParams, response: Case },
  releaseCase: { params: IdParams, response: Case },
  decideCase: { params: IdParams, body: CaseDecision, response: Case },
  undoDecision: { params: IdParams, response: Case },
  decideAppeal: { params: IdParams, body: AppealDecision, response: Case },
  getCaseFile: { params: IdParams, response: CaseFile },
  createCaseNote: { params: IdParams, body: CaseNoteCreate, response: CaseNote },
  exportCase: { params: IdParams, response: CaseRecord },
  getCaseFigures: { query: FigureQuery, response: CaseFigures },

  listStatements: { query: StatementQuery, response: StatementPage },
  acknowledgeWarning: { params: IdParams, response: StatementOfReasons },
  answerStatement: { params: IdParams, body: AnswerCreate, response: StatementOfReasons },
  appealStatement: { params: IdParams, body: AppealCreate, response: StatementOfReasons },
} as const satisfies Record<OperationName, Shapes>;

type Schemas = typeof schemas;
type Part<Name extends OperationName, Key extends keyof Shapes> = Schemas[Name] extends {
  [K in Key]: infer Schema extends z.ZodType;
}
  ? Schema
  : undefined;

/** What a handler receives: parsed, defaults filled in. */
export type Parsed<Name extends OperationName, Key extends keyof Shapes> =
  Part<Name, Key> extends z.ZodType ? z.output<Part<Name, Key>> : undefined;
/** What a caller sends: defaults may be left out. */
export type Sent<Name extends OperationName, Key extends keyof Shapes> =
  Part<Name, Key> extends z.ZodType ? z.input<Part<Name, Key>> : undefined;
/** What the operation answers. */
export type Answer<Name extends OperationName> =
  Part<Name, 'response'> extends z.ZodType ? z.output<Part<Name, 'response'>> : undefined;
