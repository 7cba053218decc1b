/**
 * What must be there in the answer of an operation: the parts that whoever draws it looks into. Plain data, for a
 * browser that knows no schema: `''` stands for text, `[]` for a list, `[shape]` for a list of such, `{…}` for an object
 * with at least these parts. What may be null or absent is not named. A test holds it against the schemas.
 */
export type Shape = string | readonly Shape[] | { readonly [key: string]: Shape };

const community = { id: '', slug: '', name: '' };
const author = { id: '', name: '', abilities: {} };
const text = { id: '', body: [], createdAt: '' };
const written = { ...text, author, reactions: [{}], abilities: {} };
export const pageOf = (item: Shape) => ({ items: [item] });

export const me = {
  person: author,
  roles: [],
  communities: [{ ...community, circles: [], purpose: '', tone: '' }],
  degreeNames: {},
  reactions: [],
  abilities: { write: [] },
};
export const attachment = { id: '', name: '', type: '', url: '', expiresAt: '' };
export const contribution = { id: '', post: '', text: '', options: [], tags: [], createdAt: '' };
export const person = {
  ...author,
  userName: '',
  languages: [],
  mandates: [],
  skills: [{ id: '', label: {}, tags: [] }],
};
export const summary = { ...author };
export const ownProfile = {
  person: author,
  fields: [{ readers: {} }],
  skills: [{ id: '', label: {}, tags: [], readers: {} }],
  readers: [{}],
  directory: { name: {} },
};
export const skillSuggestions = { items: [{ skill: { id: '', label: {} }, evidence: [{ post: '', at: '' }] }] };
export const confirmation = { skill: '', people: [author], abilities: {} };
export const surroundings = {
  reports: [author],
  colleagues: [{ person: author }],
  confirmations: [confirmation],
  communities: [community],
  contributions: [{ id: '', post: '', text: '', at: '' }],
};
export const experts = {
  items: [{ person: author, reasons: [{ text: '', marks: [] }] }],
  projects: [{ id: '', title: '', marks: [], people: [author] }],
  facets: { unit: [{ value: '' }], site: [{ value: '' }], language: [{ value: '' }], level: [{ value: '' }] },
};
export const savedSearch = { id: '', query: { q: '' }, createdAt: '', found: [author] };
export const expertSuggestions = {
  people: [{ person: author }],
  skills: [{ id: '', label: {} }],
  questions: [{ id: '', title: '' }],
};
export const communityProposals = { items: [community] };
export const skill = { id: '', label: {}, synonyms: {}, abilities: {} };
export const vocabulary = { own: [{ id: '', label: {} }], twins: [{ id: '', label: {} }] };
export const skillList = { items: [{ id: '', label: {} }] };
export const place = { ...community, purpose: '', tone: '', circles: [], abilities: {} };
export const member = { person: author, since: '', abilities: {} };
export const request = { id: '', community, person: author, note: '', reason: '', createdAt: '', abilities: {} };
export const invitation = {
  id: '',
  community: { ...community, purpose: '' },
  person: author,
  note: '',
  createdAt: '',
  abilities: {},
};
export const revision = { id: '', at: '', body: [], images: [{ name: '' }] };
export const post = { ...written, audience: { circles: [] }, tags: [] };
export const reading = {
  markers: [{ place: '', at: '', movedAt: '' }],
  people: [author],
  tags: [],
  posts: [{ id: '', title: '', author: '' }],
  mutes: [{ until: '' }],
  news: [{ id: '', title: '', author: '' }],
};
export const marker = { place: '', at: '', movedAt: '' };
export const tagView = { tag: '' };
export const comment = { ...written, post: '' };
export const renderedText = { body: [] };
export const suggestions = { people: [{ person: author, userName: '' }], tags: [] };
export const ideaHistory = { items: [{ at: '' }] };
export const discussion = { address: '', audience: { circles: [] }, abilities: {} };
export const counts = { items: [{ for: '', post: '' }] };
export const feedKey = { id: '', name: '', createdAt: '', expiresAt: '' };
export const charter = {
  publishedAt: '',
  articles: [{ id: '', title: '', body: [], subjects: [] }],
  abilities: {},
};
export const flag = { id: '', createdAt: '', note: '', abilities: {} };
export const examined = {
  id: '',
  openedAt: '',
  copy: { body: [] },
  flags: [{ note: '', createdAt: '' }],
  abilities: { decisions: [] },
};
export const screening = { tag: '', words: { refuse: [], hold: [], nudge: [] }, people: [author], abilities: {} };
const otherCase = { id: '', excerpt: '', note: '', decidedAt: '' };
export const caseNote = { id: '', text: '', createdAt: '' };
export const caseFile = {
  context: [{ id: '', body: [], createdAt: '' }],
  versions: [{ body: [] }],
  earlier: [otherCase],
  similar: [otherCase],
  notes: [caseNote],
  history: [{ type: '', at: '' }],
};
export const caseRecord = {
  case: '',
  exportedAt: '',
  heads: [{ chain: '', hash: '' }],
  entries: [{ chain: '', at: '', type: '', case: '', subject: '', commitment: '', previous: '', hash: '' }],
};
export const caseFigures = { articles: [{ article: { id: '', title: {} } }] };
export const statement = {
  id: '',
  subject: { id: '' },
  excerpt: '',
  note: '',
  decidedAt: '',
  abilities: {},
};
export const acceptance = { acceptedAt: '', digest: '' };
export const listedCharterVersion = { publishedAt: '', summary: {}, changes: [{}] };
export const charterVersion = {
  ...listedCharterVersion,
  articles: [{ id: '', title: '', body: [], subjects: [], source: '' }],
};
export const charterDraft = {
  tag: '',
  summary: {},
  articles: [{ subjects: [], title: { en: '', fr: '' }, source: { en: '', fr: '' }, body: { en: [], fr: [] } }],
};
