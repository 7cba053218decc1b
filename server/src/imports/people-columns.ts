/** What the columns of a directory export are called, in English and French, and what stands in them for one of a few values. */
import { type Circle, circles } from '@parvis/contracts';

const fields = {
  id: ['id', 'identifiant', 'matricule', 'employee id', 'employee number', 'person id', 'external id', 'uid'],
  userName: [
    'user name',
    'login',
    'compte',
    'account',
    'nom d’utilisateur',
    'sam account name',
    'user principal name',
    'upn',
  ],
  name: [
    'name',
    'nom',
    'full name',
    'display name',
    'nom complet',
    'nom affiché',
    'prénom nom',
    'nom prénom',
    'nom et prénom',
    'prénom et nom',
  ],
  firstName: ['first name', 'given name', 'prénom'],
  lastName: ['last name', 'surname', 'family name', 'nom de famille'],
  title: [
    'title',
    'job title',
    'job',
    'position',
    'role',
    'fonction',
    'poste',
    'intitulé du poste',
    'intitulé de poste',
    'métier',
    'rôle',
  ],
  unit: [
    'unit',
    'department',
    'org unit',
    'organisation',
    'organization',
    'team',
    'unité',
    'service',
    'département',
    'direction',
    'entité',
    'équipe',
  ],
  site: ['site', 'location', 'office', 'city', 'lieu', 'bureau', 'ville', 'localisation', 'implantation'],
  circle: ['circle', 'population', 'cercle'],
  clearance: ['clearance', 'habilitation'],
  manager: [
    'manager',
    'line manager',
    'supervisor',
    'reports to',
    'responsable',
    'responsable hiérarchique',
    'supérieur',
    'supérieur hiérarchique',
    'n+1',
  ],
  mail: [
    'mail',
    'e-mail',
    'e-mail address',
    'mail address',
    'courriel',
    'adresse mail',
    'adresse e-mail',
    'adresse électronique',
    'mél',
  ],
  phone: [
    'phone',
    'phone number',
    'telephone',
    'telephone number',
    'mobile',
    'téléphone',
    'tél',
    'numéro de téléphone',
    'portable',
  ],
  chat: ['chat', 'messagerie', 'messagerie instantanée'],
  photo: ['photo', 'picture', 'avatar', 'photo url'],
  bio: ['bio', 'about', 'about me', 'description', 'biographie', 'à propos', 'présentation'],
  timeZone: ['time zone', 'fuseau', 'fuseau horaire'],
  languages: ['languages', 'language', 'langues', 'langue'],
  skills: ['skills', 'skill', 'expertise', 'compétences', 'compétence'],
  pronouns: ['pronouns', 'pronoms'],
  pronunciation: ['pronunciation', 'prononciation'],
  workingHours: ['working hours', 'office hours', 'horaires', 'horaires de travail', 'heures de travail'],
  joinedAt: [
    'joined',
    'joined at',
    'start date',
    'hire date',
    'arrivée',
    'date d’arrivée',
    'date d’entrée',
    'entrée',
    'date d’embauche',
  ],
  departedAt: [
    'left',
    'departed',
    'departed at',
    'end date',
    'leaving date',
    'départ',
    'date de départ',
    'date de sortie',
    'sortie',
  ],
} as const;
type Field = keyof typeof fields;
export type CsvPerson = Partial<Record<Field, string>>;

const circleWords: Record<Circle, string[]> = {
  employee: [
    'employee',
    'internal',
    'staff',
    'employé',
    'employée',
    'salarié',
    'salariée',
    'interne',
    'agent',
    'agente',
  ],
  client: ['client', 'cliente', 'customer'],
  supplier: ['supplier', 'contractor', 'external', 'fournisseur', 'prestataire', 'externe'],
};

/** `Téléphone (bureau)` and `telephone bureau` are the same words. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9+]/g, '');

const fieldOf = new Map(
  Object.entries(fields).flatMap(([field, names]) => names.map((name) => [plain(name), field as Field])),
);
export const circleOf = new Map(
  circles.flatMap((circle) => circleWords[circle].map((word) => [plain(word), circle] as const)),
);

/** What each column holds; null: nothing that Parvis keeps. */
export type Columns = (Field | null)[];

export function readHeader(header: readonly string[]): { columns: Columns; unknown: string[] } | { problem: string } {
  const columns: Columns = header.map((name) => fieldOf.get(plain(name)) ?? null);
  // `Nom` beside `Prénom` is the family name.
  if (columns.includes('firstName') && !columns.includes('lastName') && columns.includes('name'))
    columns[columns.indexOf('name')] = 'lastName';
  const twice = columns.find((field, position) => field && columns.indexOf(field) !== position);
  if (twice) {
    const same = header.filter((_, position) => columns[position] === twice).map((name) => `"${name}"`);
    return { problem: `the columns ${same.join(' and ')} both mean ${twice}: keep one of them` };
  }
  if (!columns.some((field) => field === 'name' || field === 'lastName'))
    return { problem: `no column holds the name (found: ${header.join(', ')}): call one of them name or nom` };
  if (!columns.some((field) => field === 'id' || field === 'userName' || field === 'mail'))
    return {
      problem:
        'no column tells people apart lastingly: add one called id or matricule, user name or login, mail or courriel',
    };
  return { columns, unknown: header.filter((name, position) => !columns[position] && name.trim() !== '') };
}
