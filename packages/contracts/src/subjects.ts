/** What can be flagged, and what a case is about. */
export const subjectKinds = ['post', 'comment', 'person', 'page'] as const;
export type SubjectKind = (typeof subjectKinds)[number];
