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
