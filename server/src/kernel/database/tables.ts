/** The tables as Kysely sees them: one type a table, columns as the driver returns them. */
import type {
  AppealOutcome,
  AttachmentKind,
  Circle,
  Commenters,
  DecisionKind,
  Degree,
  EventType,
  FieldReaders,
  FlagState,
  IdeaStatus,
  InvitationState,
  JoinRule,
  Language,
  MembershipRole,
  PostKind,
  ProfileField,
  PublicationState,
  PublishingProblem,
  ReactionKind,
  RequestState,
  RichText,
  SiteRole,
  SkillLevel,
  SkillTag,
  Statement,
  ScreeningAction,
  ScreeningReason,
  SubjectKind,
  Visibility,
} from '@parvis/contracts';
import type { AttachmentFacts } from '../../attachments/index.ts';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';

type Time = ColumnType<Date, Date | string, Date | string>;
type OptionalTime = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
/** A jsonb column with a default: read as the object, written as JSON text. */
type Counted<Key extends string> = ColumnType<Partial<Record<Key, number>>, string | undefined, string>;
/** A jsonb column that may be null: read as the object, written as JSON text. */
type Json<Value> = ColumnType<Value | null, string | null | undefined, string | null>;
export type Labels = Record<string, string>;

export type CommunityTable = {
  id: string;
  slug: string;
  name: string;
  purpose: Generated<string>;
  tone: Generated<string>;
  visibility: Visibility;
  join_rule: JoinRule;
  circles: Circle[];
  default_degree: Degree;
  member_count: Generated<number>;
  created_at: Time;
  audience_id: number;
  hold_threshold: Generated<number>;
  default_commenters: Generated<Commenters>;
  member_invites: Generated<boolean>;
};

export type JoinRequestTable = {
  id: string;
  community_id: string;
  person_id: string;
  audience_id: number;
  note: Generated<string>;
  state: Generated<RequestState>;
  reason: Generated<string>;
  created_at: Time;
  decided_at: Time | null;
  told_at: Time | null;
};

export type InvitationTable = {
  id: string;
  community_id: string;
  person_id: string;
  invited_by: string | null;
  audience_id: number;
  note: Generated<string>;
  state: Generated<InvitationState>;
  created_at: Time;
  answered_at: Time | null;
};

export type PersonTable = {
  id: string;
  user_name: string;
  name: string;
  photo: string | null;
  circle: Circle;
  clearance: Generated<Degree>;
  roles: Generated<SiteRole[]>;
  departed_at: Time | null;
  hidden: Generated<boolean>;
  /** Kept by the database. */
  profile_audience_id: ColumnType<number | null, never, never>;
};

export type AudienceTable = {
  id: Generated<number>;
  kind: 'shared' | 'person' | 'desk';
  community_id: string | null;
  circles: Circle[] | null;
  degree: Degree | null;
  person_id: string | null;
  case_id: string | null;
};

export type MembershipTable = {
  community_id: string;
  person_id: string;
  role: Generated<MembershipRole>;
  since: Time;
};

export type FollowTable = {
  person_id: string;
  followed_person_id: string | null;
  followed_tag: string | null;
  since: Time;
};

export type PostMarkTable = {
  person_id: string;
  post_id: string;
  bookmarked_at: Time | null;
  followed_at: Time | null;
  looked_at: Time | null;
  muted_until: Time | null;
};

export type CommunityMuteTable = { person_id: string; community_id: string; until: Time };

/** `place`: `home`, `everyone`, or the id of the community. */
export type ReadMarkerTable = {
  person_id: string;
  place: string;
  community_id: string | null;
  at: Time;
  moved_at: Time;
};

export type ProfileTable = {
  person_id: string;
  audience_id: number;
  title: string | null;
  unit: string | null;
  site: string | null;
  manager_id: string | null;
  mail: string | null;
  phone: string | null;
  chat: string | null;
  bio: string | null;
  time_zone: string | null;
  languages: Generated<string[]>;
  joined_at: Time | null;
  deputy_id: string | null;
  mandates: Generated<string[]>;
};

/** What people say of themselves. The value that a reader of the whole profile has too is also in the profile's column. */
export type ProfileFieldTable = {
  person_id: string;
  field: ProfileField;
  value: ColumnType<unknown, string | null, string | null>;
  readers: FieldReaders;
  audience_id: number;
  own: Generated<boolean>;
  version: Generated<number>;
};

export type SkillConfirmationTable = {
  person_id: string;
  skill_id: string;
  confirmer_id: string;
  audience_id: number;
  at: Time;
};

export type SkillDismissalTable = { person_id: string; skill_id: string; at: Time };

export type EventTable = {
  id: Generated<number>;
  tx: Generated<string>;
  at: Time;
  type: EventType | 'import.completed';
  actor_id: string | null;
  audience_id: number | null;
  subject_kind: string;
  subject_id: string;
  post_id: string | null;
  community_id: string | null;
  data: ColumnType<Record<string, unknown>, string | undefined, never>;
};

export type IdempotencyTable = {
  person_id: string;
  key: string;
  fingerprint: string;
  subject_id: string;
  created_at: Time;
};

export type PostTable = {
  id: string;
  audience_id: number;
  community_id: string | null;
  /** Null for the discussion of a page, which nobody wrote. */
  author_id: string | null;
  kind: PostKind | 'page';
  title: string | null;
  body: JSONColumnType<RichText>;
  source: string;
  link: string | null;
  page: Generated<string | null>;
  tags: Generated<string[]>;
  language: string | null;
  state: Generated<PublicationState>;
  statement: Json<Statement>;
  commenters: Generated<Commenters>;
  accepted_id: string | null;
  comment_count: Generated<number>;
  reactions: Counted<ReactionKind>;
  created_at: Time;
  edited_at: Time | null;
  details: Json<KindDetails>;
  reshareable: Generated<boolean>;
  original_id: ColumnType<string | null, string | null | undefined, never>;
  pinned_at: OptionalTime;
  locked_at: OptionalTime;
  /** Kept by the database. */
  revisions: Generated<number>;
  scheduled_for: OptionalTime;
  planned_audience_id: Generated<number | null>;
  not_published: Generated<PublishingProblem | 'review' | null>;
};

/** What a post has of its kind alone. */
export type PollDetails = {
  options: { id: string; label: string }[];
  multiple: boolean;
  secret: boolean;
  closesAt: string;
  step: number;
  /** Once they are told. */
  answers?: number;
  counts?: Record<string, number>;
  closed?: true;
};
export type IdeaDetails = { status: IdeaStatus; reason: string | null; at: string };
export type KudosDetails = { skill: string };
export type KindDetails = PollDetails | IdeaDetails | KudosDetails;

export type AcknowledgementTable = {
  post_id: string;
  person_id: string;
  id: Generated<string>;
  audience_id: number;
  at: Time;
};

/** Kept by the database; how many acknowledged it is nobody's to read. */
export type AnnouncementTable = { post_id: string; audience_id: number; share: number | null };

export type KudosTable = { post_id: string; person_id: string; place: number; audience_id: number };

export type IdeaStatusTable = {
  id: string;
  post_id: string;
  audience_id: number;
  status: IdeaStatus;
  reason: string | null;
  person_id: string | null;
  at: Time;
};

/** `options`: null of a secret poll. */
export type PollAnswerTable = {
  post_id: string;
  person_id: string;
  id: Generated<string>;
  audience_id: number;
  options: string[] | null;
};

export type FeedKeyTable = {
  id: string;
  person_id: string;
  name: string;
  hash: Uint8Array;
  created_at: Time;
  expires_at: Time;
  last_used_on: ColumnType<string | null, never, string>;
};

/** Kept by the database. */
export type PostTagTable = { tag: string; created_at: Time; post_id: string; audience_id: number; kind: PostKind };

export type CommentTable = {
  id: string;
  post_id: string;
  audience_id: number;
  parent_id: string | null;
  author_id: string;
  body: JSONColumnType<RichText>;
  source: string;
  language: string | null;
  state: Generated<PublicationState>;
  statement: Json<Statement>;
  with_parent: Generated<boolean>;
  review: Generated<boolean>;
  reactions: Counted<ReactionKind>;
  created_at: Time;
  edited_at: Time | null;
  deleted_at: Generated<Time | null>;
  /** Kept by the database. */
  revisions: Generated<number>;
};

/** Kept by the database. */
export type RevisionTable = {
  id: Generated<number>;
  post_id: string;
  comment_id: string | null;
  audience_id: number;
  withheld: Generated<boolean>;
  written_at: Time;
  title: string | null;
  link: string | null;
  body: JSONColumnType<RichText>;
  language: string | null;
  images: JSONColumnType<{ name: string; alt: string | null }[]> | null;
};

export type ReactionTable = {
  person_id: string;
  subject_id: string;
  kind: ReactionKind;
  post_id: string;
  comment_id: string | null;
  audience_id: number;
  at: Time;
};

export type ProjectTable = {
  id: string;
  audience_id: number;
  title: string;
  source: Generated<string>;
  started_at: Time | null;
  ended_at: Time | null;
};

export type ProjectMemberTable = { project_id: string; person_id: string; days: number | null };

export type SkillTable = {
  id: string;
  label: JSONColumnType<Labels>;
  synonyms: JSONColumnType<Record<string, string[]>>;
  free: Generated<boolean>;
  retired_at: Time | null;
  merged_into: string | null;
  dropped: Generated<boolean>;
  edited: Generated<boolean>;
  classified: Generated<boolean>;
  imported: Generated<boolean>;
};

export type PersonSkillTable = {
  person_id: string;
  skill_id: string;
  audience_id: number;
  level: SkillLevel | null;
  tags: Generated<SkillTag[]>;
  readers: Generated<FieldReaders>;
  own: Generated<boolean>;
  version: Generated<number>;
};

export type SavedSearchTable = {
  id: string;
  person_id: string;
  audience_id: number;
  query: JSONColumnType<Record<string, unknown>>;
  created_at: Time;
  checked_at: Time;
  seen_at: Time;
};

export type SavedMatchTable = {
  search_id: string;
  person_id: string;
  audience_id: number;
  found_at: Time | null;
};

export type CharterVersionTable = {
  version: number;
  major: boolean;
  published_at: Time;
  summary: JSONColumnType<Record<Language, string>>;
  published_by: string | null;
};

/** The next version, until it is in force: one row at most. */
export type CharterDraftTable = {
  one: Generated<boolean>;
  tag: string;
  major: boolean;
  summary: JSONColumnType<Record<Language, string>>;
  articles: JSONColumnType<
    { subjects: SubjectKind[]; title: Record<Language, string>; source: Record<Language, string> }[]
  >;
  publish_at: Time | null;
  edited_by: string | null;
  edited_at: Time;
};

/** That a person accepted a version: theirs, and never changed. */
export type CharterAcceptanceTable = {
  person_id: string;
  version: number;
  audience_id: number;
  language: Language;
  digest: string;
  accepted_at: Time;
};

export type CharterArticleTable = {
  id: string;
  version: number;
  number: number;
  subjects: SubjectKind[];
  title: JSONColumnType<Record<Language, string>>;
  body: JSONColumnType<Record<Language, RichText>>;
  source: JSONColumnType<Record<Language, string>>;
};

export type CaseTable = {
  id: string;
  audience_id: number;
  community_id: string | null;
  subject_kind: SubjectKind;
  subject_id: string | null;
  subject_url: string | null;
  author_id: string | null;
  opened_at: Time;
  claimed_by: string | null;
  claimed_until: Time | null;
  held_at: Time | null;
  kept_audience_id: number | null;
  left_audience_id: number | null;
  left_accepted: Generated<boolean>;
  decision: DecisionKind | null;
  decided_at: Time | null;
  decided_by: string | null;
  article_id: string | null;
  public_note: Generated<string>;
  internal_note: Generated<string>;
  withdrawn_at: Time | null;
  archived_at: Time | null;
  screening: JSONColumnType<
    { reasons: readonly ScreeningReason[]; words: readonly string[]; new: boolean } | null,
    string | null | undefined,
    string | null
  >;
  released_at: Time | null;
  flags: Generated<number>;
  looked_at: Time | null;
  also_removed: Generated<boolean>;
  hours: number | null;
  law: string | null;
  effect: Json<CaseEffect>;
  response: string | null;
  responded_at: Time | null;
  appeal: string | null;
  appealed_at: Time | null;
  appeal_outcome: AppealOutcome | null;
  appeal_decided_at: Time | null;
  appeal_decided_by: string | null;
  appeal_note: Generated<string>;
  appeal_internal_note: Generated<string>;
  erased_at: Time | null;
};

/** What is looked at in a community before it is published. */
export type ScreeningTable = {
  community_id: string;
  tag: string;
  words: JSONColumnType<Record<ScreeningAction, string[]>>;
  newcomers: number;
  everything: boolean;
  people: string[];
  external: boolean;
  edited_by: string | null;
  edited_at: Time;
};

/** What a decision did to the thing of its case, to be undone. */
export type CaseEffect =
  | { taken: true }
  | { labelled: true }
  | { locked: true }
  | { moved: { from: { audience: number; community: string | null }; to: { audience: number; community: string } } };

export type CaseNoteTable = {
  id: string;
  case_id: string;
  audience_id: number;
  author_id: string | null;
  text: string;
  created_at: Time;
};

export type StatementTable = {
  id: string;
  audience_id: number;
  person_id: string;
  case_id: string;
  community_id: string | null;
  subject_kind: SubjectKind;
  subject_id: string;
  excerpt: string;
  decision: Exclude<DecisionKind, 'keep'>;
  also_removed: boolean;
  article_id: string | null;
  law: string | null;
  note: string;
  hours: number | null;
  until: Time | null;
  decided_at: Time;
  undone_at: Time | null;
  acknowledged_at: Time | null;
  answer: string | null;
  answered_at: Time | null;
  appeal: string | null;
  appealed_at: Time | null;
  appeal_outcome: AppealOutcome | null;
  appeal_note: string | null;
  appeal_decided_at: Time | null;
  erased_at: Time | null;
  moved_to: string | null;
};

export type CaseCopyTable = {
  id: Generated<number>;
  case_id: string;
  audience_id: number;
  reason: 'flagged' | 'edited' | 'deleted';
  at: Time | null;
  title: string | null;
  body: JSONColumnType<RichText>;
  language: string | null;
  /** Kept by the database. */
  attachments: ColumnType<AttachmentFacts[] | null, never, never>;
};

export type CaseFlagTable = {
  id: string;
  case_id: string;
  audience_id: number;
  article_id: string | null;
  note: string;
  created_at: Time;
  law: string | null;
  reference: string | null;
};

export type FlagTable = {
  id: string;
  audience_id: number | null;
  reporter_id: string | null;
  case_id: string;
  case_flag_id: string | null;
  subject_kind: SubjectKind;
  subject_id: string | null;
  subject_url: string | null;
  article_id: string | null;
  note: string;
  state: Generated<FlagState>;
  statement: Json<FlagStatement>;
  created_at: Time;
  law: string | null;
  reference: string | null;
};

/** As it is kept of a flag: where a post was moved is shown to whoever may know that place. */
export type FlagStatement = Omit<Statement, 'to'> & { movedTo?: string };

export type DeskView = { case_id: string; person_id: string };

export type RecordHeadTable = { chain: string; sequence: number; hash: Uint8Array };

export type RecordEntryTable = {
  chain: string;
  sequence: number;
  at: Date;
  type: string;
  case_id: string;
  subject_id: string;
  actor_id: string | null;
  commitment: Uint8Array;
  hash: Uint8Array;
};

export type RecordContentTable = { chain: string; sequence: number; salt: Uint8Array; content: string };

export type ServerKeyTable = { purpose: string; key: Uint8Array };

/** Written by functions of the database but for a viewer's own uploads. */
export type AttachmentTable = {
  id: string;
  audience_id: number;
  owner_id: string | null;
  content_id: string;
  post_id: string | null;
  comment_id: string | null;
  copy_id: number | null;
  preview: Generated<boolean>;
  position: Generated<number>;
  kind: AttachmentKind;
  name: string;
  type: string;
  bytes: number;
  small_bytes: number | null;
  width: number | null;
  height: number | null;
  alt: string | null;
  created_at: Time;
};

export type AttachmentContentTable = { id: string };

export type AttachmentPartTable = { content_id: string; size: 'full' | 'small'; number: number; bytes: Uint8Array };

export type LinkWantedTable = { post_id: string; address: string; at: Time; leased_until: Time | null };

export type Tables = {
  acknowledgement: AcknowledgementTable;
  announcement: AnnouncementTable;
  kudos: KudosTable;
  idea_status: IdeaStatusTable;
  poll_answer: PollAnswerTable;
  server_key: ServerKeyTable;
  attachment: AttachmentTable;
  attachment_content: AttachmentContentTable;
  attachment_part: AttachmentPartTable;
  link_wanted: LinkWantedTable;
  charter_version: CharterVersionTable;
  charter_article: CharterArticleTable;
  charter_acceptance: CharterAcceptanceTable;
  charter_draft: CharterDraftTable;
  case: CaseTable;
  screening: ScreeningTable;
  case_note: CaseNoteTable;
  statement: StatementTable;
  case_copy: CaseCopyTable;
  case_flag: CaseFlagTable;
  flag: FlagTable;
  desk: DeskView;
  able: DeskView;
  record_head: RecordHeadTable;
  record_entry: RecordEntryTable;
  record_content: RecordContentTable;
  community: CommunityTable;
  person: PersonTable;
  audience: AudienceTable;
  join_request: JoinRequestTable;
  invitation: InvitationTable;
  revision: RevisionTable;
  membership: MembershipTable;
  follow: FollowTable;
  post_mark: PostMarkTable;
  community_mute: CommunityMuteTable;
  read_marker: ReadMarkerTable;
  profile: ProfileTable;
  profile_field: ProfileFieldTable;
  skill_confirmation: SkillConfirmationTable;
  skill_dismissal: SkillDismissalTable;
  event: EventTable;
  idempotency: IdempotencyTable;
  post: PostTable;
  post_tag: PostTagTable;
  feed_key: FeedKeyTable;
  comment: CommentTable;
  reaction: ReactionTable;
  project: ProjectTable;
  project_member: ProjectMemberTable;
  skill: SkillTable;
  person_skill: PersonSkillTable;
  saved_search: SavedSearchTable;
  saved_match: SavedMatchTable;
};
