/**
 * The closed lists of values that the wire, the elements, the stories and the tests share.
 * Plain data that browser bundles take parts of: it imports only the parts that stand apart, so that a page loads those
 * alone for what it shows first.
 */
import { shownLimits } from './shown.ts';

export * from './interruptions.ts';
export * from './levels.ts';
export * from './shown.ts';

/** How confidential a thing is, least first. Names shown to people are configurable, the order is not. */
export const degrees = ['C0', 'C1', 'C2', 'C3'] as const;
export type Degree = (typeof degrees)[number];
/** Not for everybody inside: kept in no cache and in no storage of a machine that others may use, sent to nobody outside. */
export const isConfidential = (degree: Degree): boolean => degree >= 'C2';

/** The kinds that a composer offers, in the order of how often they are needed. */
export const writablePostKinds = ['update', 'question', 'link', 'idea', 'poll', 'kudos', 'announcement'] as const;
export type WritablePostKind = (typeof writablePostKinds)[number];

/** Kinds of which a title can say it all, so that their text may be left out. */
export const titledPostKinds: readonly string[] = ['question', 'poll'] satisfies WritablePostKind[];

/** Where an idea stands; its community's stewards move it. */
export const ideaStatuses = ['new', 'heard', 'planned', 'done', 'declined'] as const;
export type IdeaStatus = (typeof ideaStatuses)[number];

/** Who may comment on a post. */
export const commenters = ['readers', 'members', 'nobody'] as const;
export type Commenters = (typeof commenters)[number];

export const visibilities = ['open', 'listed', 'secret'] as const;
export type Visibility = (typeof visibilities)[number];

export const joinRules = ['free', 'request', 'invite'] as const;
export type JoinRule = (typeof joinRules)[number];

export const membershipRoles = ['member', 'steward'] as const;
export type MembershipRole = (typeof membershipRoles)[number];

/** Roles that hold everywhere; a steward's role is a membership role. */
export const siteRoles = ['moderator', 'admin'] as const;
export type SiteRole = (typeof siteRoles)[number];

export const skillTags = ['ask-me-about', 'can-mentor', 'want-to-learn'] as const;
export type SkillTag = (typeof skillTags)[number];

/** What people say of themselves, beside their skills. All else on their card is the directory's. */
export const profileFields = [
  'bio',
  'pronouns',
  'pronunciation',
  'phone',
  'languages',
  'timeZone',
  'workingHours',
  'absence',
] as const;
export type ProfileField = (typeof profileFields)[number];

/**
 * Who reads one thing of a profile: whoever may open it; of those the employees (for a client or a supplier: an employee's
 * profile is read by employees anyway); the members of one community of theirs that is not open; nobody but they.
 */
export const fieldReaders = ['profile', 'employees', 'community', 'self'] as const;
export type FieldReaders = (typeof fieldReaders)[number];

/** What is around somebody on their card, each asked for when it is shown. */
export const surroundingParts = ['org', 'skills', 'communities', 'activity'] as const;
export type SurroundingPart = (typeof surroundingParts)[number];

export const reasonKinds = ['name', 'role', 'bio', 'skill', 'post', 'comment', 'project'] as const;
export type ReasonKind = (typeof reasonKinds)[number];

/** What is completed while one writes. */
export const suggestionKinds = ['people', 'tags'] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];

/** What somebody wrote; which polls they answered and which announcements they said to have read. */
export const contributionKinds = ['post', 'comment', 'answer', 'acknowledgement'] as const;
export type ContributionKind = (typeof contributionKinds)[number];

export const attachmentKinds = ['image', 'file'] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

/** The life of a flag as its reporter sees it. */
export const flagStates = ['received', 'examined', 'decided', 'withdrawn'] as const;
export type FlagState = (typeof flagStates)[number];

export const caseStates = ['open', 'claimed', 'decided'] as const;

/**
 * `unverified` labels a rumour and asks its author for a source; `hold` and `remove` are for posts and comments, `lock` and
 * `move` for posts; `warn` and `suspend` concern whoever wrote it; `uphold` is for people and pages, where what follows
 * happens outside of Parvis.
 */
export const decisionKinds = [
  'keep',
  'unverified',
  'hold',
  'remove',
  'lock',
  'move',
  'warn',
  'suspend',
  'uphold',
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** Hours that somebody can be suspended from writing for. */
export const suspensionHours = [24, 72, 168, 720] as const;
export type SuspensionHours = (typeof suspensionHours)[number];

/** `granted`: the decision is undone. `rejected`: it stands. */
export const appealOutcomes = ['granted', 'rejected'] as const;
export type AppealOutcome = (typeof appealOutcomes)[number];

/** `weight`: what most people flagged first. What one flag weighs is shown to nobody: it would tell of who sent it. */
export const caseOrders = ['oldest', 'newest', 'weight'] as const;
export type CaseOrder = (typeof caseOrders)[number];

/**
 * Where a post or comment stands: `held` and `removed` ones are left to their author and the desk, a `scheduled` post is
 * its author's alone until its time.
 */
export const publicationStates = ['published', 'held', 'removed', 'scheduled'] as const;
export type PublicationState = (typeof publicationStates)[number];

/** Where the thing of a case stands: the same, or `deleted` by its author. */
export const subjectStates = [...publicationStates, 'deleted'] as const;

/**
 * Why a post was not published at its time: its author is no longer a member there, may not read there, may not write at
 * that moment, or used words that its stewards do not publish.
 */
export const publishingProblems = ['not-member', 'not-cleared', 'barred', 'refused-words'] as const;
export type PublishingProblem = (typeof publishingProblems)[number];

/** What is done about a word of a list before it is published: it is not, a steward looks first, its writer is asked. */
export const screeningActions = ['refuse', 'hold', 'nudge'] as const;
export type ScreeningAction = (typeof screeningActions)[number];

/** Why something waits for a steward before it is published. */
export const screeningReasons = ['words', 'newcomer', 'everything', 'person', 'external'] as const;
export type ScreeningReason = (typeof screeningReasons)[number];

/** What becomes of somebody's wish to be a member. */
export const requestStates = ['open', 'approved', 'refused', 'withdrawn'] as const;
export type RequestState = (typeof requestStates)[number];

export const invitationStates = ['open', 'accepted', 'declined', 'withdrawn'] as const;
export type InvitationState = (typeof invitationStates)[number];

/** Who may found communities. */
export const founders = ['admins', 'employees'] as const;
export type Founders = (typeof founders)[number];

/**
 * Why something cannot be flagged: it is the viewer's own; they flagged it and that is not decided yet; it is held,
 * removed or deleted; it is a page outside the configured prefixes; they have flagged as much as one may within a day.
 */
export const unflaggableReasons = ['own', 'flagged', 'gone', 'not-configured', 'limit'] as const;
export type UnflaggableReason = (typeof unflaggableReasons)[number];

export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

export const eventTypes = [
  'post.created',
  'post.updated',
  'post.deleted',
  'post.pinned',
  'post.unpinned',
  'post.locked',
  'post.unlocked',
  'post.moved',
  'discussion.created',
  'comment.created',
  'comment.updated',
  'comment.deleted',
  'reaction.added',
  'reaction.removed',
  'answer.accepted',
  'answer.withdrawn',
  'announcement.acknowledged',
  'announcement.counted',
  'idea.moved',
  'poll.answered',
  'poll.counted',
  'poll.closed',
  'membership.started',
  'membership.changed',
  'membership.ended',
  'bookmark.added',
  'bookmark.removed',
  'follow.added',
  'follow.removed',
  'mute.added',
  'mute.removed',
  'marker.moved',
  'community.created',
  'community.updated',
  'request.created',
  'request.approved',
  'request.refused',
  'request.withdrawn',
  'invitation.created',
  'invitation.accepted',
  'invitation.declined',
  'invitation.withdrawn',
  'flag.created',
  'flag.updated',
  'flag.withdrawn',
  'case.opened',
  'case.updated',
  'case.claimed',
  'case.released',
  'case.decided',
  'case.undone',
  'case.noted',
  'case.appealed',
  'case.answered',
  'case.erased',
  'statement.created',
  'statement.updated',
  'key.created',
  'key.revoked',
  'charter.accepted',
  'person.updated',
  'skill.confirmed',
  'skill.unconfirmed',
  'suggestion.dismissed',
  'charter.drafted',
  'charter.published',
  'charter.exported',
  'screening.updated',
  'skill.created',
  'skill.updated',
  'skill.merged',
  'skill.retired',
  'skill.restored',
  'search.saved',
  'search.matched',
  'search.seen',
  'search.deleted',
] as const;
export type EventType = (typeof eventTypes)[number];

/** The fewest people that a figure is made of, and the fewest by which it changes. It can be raised, never lowered. */
export const fewestCounted = 5;

/**
 * Largest accepted sizes. Lengths in characters (UTF-16 code units), pages in items. A post is scheduled at least
 * `scheduleMinutes` and at most `scheduleDays` ahead.
 */
export const limits = {
  ...shownLimits,
  post: 20_000,
  comment: 5_000,
  flagNote: 500,
  publicNote: 1_000,
  caseNote: 1_000,
  law: 200,
  appeal: 2_000,
  source: 1_000,
  communityName: 80,
  purpose: 500,
  tone: 1_000,
  requestNote: 500,
  pinned: 3,
  scheduleMinutes: 1,
  scheduleDays: 365,
  /** Of the beginning of a name or tag. */
  suggestion: 60,
  suggestions: 8,
  /** Of what a skill is called, and of skills in one list. */
  skill: 100,
  skills: 50,
  /** Languages that a skill is called in, and its synonyms in each. */
  skillLanguages: 40,
  skillSynonyms: 200,
  /** Searches that one person keeps. */
  savedSearches: 20,
  url: 2_000,
  tag: 50,
  tagsPerPost: 10,
  /** Days that something can be muted for. */
  muteDays: 31,
  pollOptions: 10,
  pollOption: 120,
  kudos: 10,
  ideaReason: 1_000,
  attachments: 10,
  /** Bytes of an image, and of a file, as they are uploaded. */
  image: 10_000_000,
  file: 20_000_000,
  alternativeText: 1_000,
  fileName: 120,
  /** Pages or posts whose comments are counted at once. */
  counts: 100,
  bio: 2_000,
  pronouns: 40,
  pronunciation: 100,
  phone: 40,
  languagesPerPerson: 20,
  /** What one person declares. */
  skillsPerPerson: 100,
  skillName: 80,
  /** What one person may speak for the company on, and the length of each. */
  mandates: 10,
  mandate: 80,
  /** Of those who confirmed a skill, and of whatever is around somebody, this many are named. */
  confirmers: 6,
  colleagues: 8,
  recent: 5,
  skillSuggestions: 6,
  /** Of a list of words before publishing, in all; characters of one; posts of a newcomer; people. */
  screenedWords: 5_000,
  screenedWord: 80,
  newcomerPosts: 50,
  screenedPeople: 200,
  charterArticles: 40,
  charterSummary: 1_000,
  keyName: 60,
  keyDays: 730,
  keys: 10,
  page: 100,
  pageDefault: 20,
  body: 262_144,
} as const;
