/** What completes a search for people while it is typed: people, skills that somebody has, questions already answered. */
import type { ExpertSuggestions } from '@parvis/contracts';
import { nameWords, readWords, saysNothing } from '../evidence/index.ts';
import { canBeMisspelt, slipsFrom } from '../experts/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { completeSkills } from '../skills/index.ts';
import { presentFound } from './present.ts';
import { type FoundPerson, type FoundQuestion, findNames, findPeople, findQuestions, findTerms } from './store.ts';

/** Of each group. */
const most = 4;
/** Words of somebody's name, and of a question that is looked for. */
const mostWords = 5;
const mostTerms = 8;
const mostMeant = 3;

export async function suggestExperts(kernel: Kernel, viewer: Viewer, q: string): Promise<ExpertSuggestions> {
  const [people, skills, questions] = await Promise.all([
    suggestPeople(kernel, viewer, q),
    completeSkills(kernel, viewer, q.slice(0, 100), { limit: most, retired: false, declared: true }),
    suggestQuestions(kernel, viewer, q),
  ]);
  return {
    corrected: people.slipped && ((skills.rows.length > 0 && !skills.slipped) || questions.length > 0),
    people: people.rows.map(presentFound),
    skills: skills.rows.map(({ id, label, name }) => ({
      id,
      label,
      matched: Object.values(label).includes(name) ? null : name,
    })),
    questions,
  };
}

/** `slipped`: nobody is called so, and these are called nearly so. */
type People = { rows: FoundPerson[]; slipped: boolean };

async function suggestPeople({ database }: Kernel, viewer: Viewer, q: string): Promise<People> {
  const words = [...new Set(nameWords(q))];
  if (words.length === 0 || words.length > mostWords) return { rows: [], slipped: false };
  const found = await findPeople(database, viewer, words, most);
  if (found.length > 0) return { rows: found, slipped: false };
  const known = new Set((await findNames(database, viewer, words)).map(({ word }) => word));
  const slipped = words.find((word) => !known.has(word) && canBeMisspelt(word));
  if (slipped === undefined || words.some((word) => word !== slipped && !known.has(word)))
    return { rows: [], slipped: false };
  const meant = (await findNames(database, viewer, slipsFrom(slipped)))
    .map(({ word }) => word)
    .sort((one, other) => Math.abs(one.length - slipped.length) - Math.abs(other.length - slipped.length))
    .slice(0, mostMeant);
  const people = new Map<string, FoundPerson>();
  for (const word of meant) {
    const instead = words.map((one) => (one === slipped ? word : one));
    for (const person of await findPeople(database, viewer, instead, most)) people.set(person.id, person);
    if (people.size >= most) break;
  }
  return { rows: [...people.values()].slice(0, most), slipped: people.size > 0 };
}

async function suggestQuestions({ database }: Kernel, viewer: Viewer, q: string): Promise<FoundQuestion[]> {
  const words = readWords(q, true).slice(0, mostTerms);
  const last = words.at(-1);
  if (!last || (words.length === 1 && saysNothing(last.plain))) return [];
  const stems = [...new Set(words.flatMap((word) => word.stems))];
  // Behind a blank the last word is whole.
  const begun = /\S$/.test(q) && last.plain.length > 1 ? last.plain : null;
  const found = await findTerms(database, viewer, stems, begun);
  const known = new Set(found.flatMap(({ term, begins }) => (begins ? [] : [term])));
  const beginnings = found.flatMap(({ term, begins }) => (begins ? [term] : []));
  const sought = stems.flatMap((term) => {
    const ofLast = last.stems.includes(term);
    const meant = [...(known.has(term) ? [term] : []), ...(ofLast ? beginnings : [])];
    return meant.length > 0 ? [[...new Set(meant)]] : [];
  });
  // Of a question most words must be known: otherwise what is found is about something else.
  if (sought.length === 0 || sought.length * 2 < stems.length) return [];
  return findQuestions(database, viewer, sought, most);
}
