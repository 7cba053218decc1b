/** Who can sign in to the portal, and what its sections are named after: read from the folder that the API imports. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommunityRow, PersonRow, type Circle } from '@parvis/contracts';

export type PortalPerson = {
  userName: string;
  name: string;
  title: string | undefined;
  site: string | undefined;
  circle: Circle;
  part: 'employee' | 'steward' | 'moderator' | 'admin' | 'supplier' | 'client';
};

/** A community that has a page of its own name. */
export type PortalCommunity = { slug: string; name: string; circles: readonly Circle[] };

export type PortalDirectory = { people: readonly PortalPerson[]; communities: readonly PortalCommunity[] };

async function* rows<Row>(file: string, shape: { parse: (value: unknown) => Row }): AsyncGenerator<Row> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  for (const line of text.split('\n')) if (line.trim()) yield shape.parse(JSON.parse(line));
}

/** Everybody who is there to sign in, neither hidden nor gone, and the communities whose name is no secret. */
export async function readDirectory(folder: string): Promise<PortalDirectory> {
  const communities: PortalCommunity[] = [];
  const stewards = new Set<string>();
  for await (const { id, name, circles, visibility, members } of rows(
    join(folder, 'communities.jsonl'),
    CommunityRow,
  )) {
    if (visibility !== 'secret') communities.push({ slug: id, name, circles });
    for (const { person, role } of members) if (role === 'steward') stewards.add(person);
  }
  const people: PortalPerson[] = [];
  for await (const row of rows(join(folder, 'people.jsonl'), PersonRow)) {
    if (row.hidden || row.departedAt) continue;
    const { id, userName = id, name, title, site, circle } = row;
    const [role] = row.roles;
    const part = circle === 'employee' ? (role ?? (stewards.has(id) ? 'steward' : 'employee')) : circle;
    people.push({ userName, name, title, site, circle, part });
  }
  people.sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  return { people, communities };
}

/** The faces of the demonstration: who is offered first, where the folder has them. */
const wellKnown = [
  'karim.benali',
  'siobhan.oconnor',
  'claire.martin',
  'elodie.vasseur',
  'pauline.texier',
  'wim.deprez',
  'marieodile.grandjean',
];

/** How many are offered at least, whatever the folder. */
const few = 6;

/** A handful of people with different parts to play; with another folder, the first of each part and of the titled. */
export function featured(people: readonly PortalPerson[]): PortalPerson[] {
  const known = wellKnown.flatMap((userName) => people.find((person) => person.userName === userName) ?? []);
  const chosen = new Set(known);
  const parts = new Set(known.map(({ part }) => part));
  for (const person of people) if (!parts.has(person.part) && parts.add(person.part)) chosen.add(person);
  for (const person of [...people.filter(({ title }) => title), ...people]) if (chosen.size < few) chosen.add(person);
  return [...chosen];
}
