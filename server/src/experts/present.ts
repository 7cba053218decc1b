import type { Expert, PersonReference, Reason } from '@parvis/contracts';
import type { Excerpt } from './excerpt.ts';

export const presentReason = (
  kind: Reason['kind'],
  { text, marks }: Excerpt,
  {
    title,
    ...rest
  }: Partial<Pick<Reason, 'label' | 'post' | 'page' | 'project' | 'more'>> & { title?: string | null } = {},
): Reason => ({
  kind,
  text,
  marks,
  more: 0,
  ...rest,
  ...(title && title !== text && { title }),
});

/** The path of a unit as one reads it: `site-services/hse` is "Site services › HSE". */
export const unitWords = (path: string | null): string | null =>
  path &&
  path
    .split('/')
    .map((step) => step.trim())
    .filter(Boolean)
    .map((step) => {
      if (!/^[\p{Ll}\p{N}-]+$/u.test(step)) return step;
      const [first = '', ...rest] = step.split('-');
      const short = first.length <= (rest.length ? 2 : 3);
      return [short ? first.toUpperCase() : first[0]!.toUpperCase() + first.slice(1), ...rest].join(' ');
    })
    .join(' › ');

export type FoundRow = {
  id: string;
  name: string;
  photo: string | null;
  circle: Expert['person']['circle'];
  title: string | null;
  unit: string | null;
  site: string | null;
};

export const presentExpert = (row: FoundRow, reasons: Reason[]): Expert => ({
  person: {
    id: row.id,
    name: row.name,
    photo: row.photo,
    circle: row.circle,
    departed: false,
    abilities: { open: true },
    title: row.title,
    unit: row.unit,
    site: row.site,
  },
  reasons,
});

export type MemberRow = {
  id: string;
  name: string;
  photo: string | null;
  circle: Expert['person']['circle'];
  departed: boolean;
  open: boolean;
};

export const presentMember = ({ open, ...person }: MemberRow): PersonReference => ({ ...person, abilities: { open } });
