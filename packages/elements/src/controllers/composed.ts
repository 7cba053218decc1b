import {
  type Circle,
  type Commenters,
  type Degree,
  type WritablePostKind,
  limits,
  titledPostKinds,
} from '@parvis/contracts/tables';

export type Draft = {
  kind: WritablePostKind;
  title: string;
  link: string;
  text: string;
  /** Id of a community, '' for everyone. */
  place: string;
  circles: Circle[];
  degree: Degree;
  commenters: Commenters;
  reshareable: boolean;
  /** What single kinds and attachments keep, by field. Plain data: it is kept with the rest. */
  extra: Readonly<Record<string, unknown>>;
};

/** The id of what is written into; `audience` is who reads. In the order in which they are gone to. */
export type Field = 'title' | 'link' | 'text' | 'audience' | (string & {});
export type Fault = 'missing' | 'too-long' | 'refused';
/** What is not as it should be, by field. */
export type Faults = Partial<Record<Field, Fault>>;

export const blank: Draft = {
  kind: 'update',
  title: '',
  link: '',
  text: '',
  place: '',
  circles: [],
  degree: 'C1',
  commenters: 'readers',
  reshareable: true,
  extra: {},
};

/** What there must be of every kind and is not. */
export function missingIn({ kind, text }: Draft): Faults {
  const { length } = text.trim();
  if (!length) return titledPostKinds.includes(kind) ? {} : { text: 'missing' };
  return length > limits.post ? { text: 'too-long' } : {};
}

/** The fields that a problem document names, of those that are written into. */
export function refusedIn({ title, link, text, extra }: Draft, error: unknown): Faults {
  const known = { title, link, text, audience: null, ...extra };
  const faults: Faults = {};
  for (const { path } of (error as { errors?: { path: string }[] }).errors ?? []) {
    const [field = ''] = path.split('.');
    if (field in known) faults[field] = 'refused';
  }
  return faults;
}
