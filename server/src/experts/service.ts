import { z } from 'zod';
import type { ExpertPage, ExpertQuery, Reason } from '@parvis/contracts';
import { type ReasonKind, reasonKinds } from '@parvis/contracts/tables';
import { countTerms, nameTerms, nameWords, ranking, readWords, stem } from '../evidence/index.ts';
import { readCursor, writeCursor } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { plainText } from '../kernel/richtext/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { isWithin } from './policy.ts';
import { type Wanted, excerpt, markName, markSkill } from './excerpt.ts';
import { presentExpert, presentMember, presentReason, unitWords } from './present.ts';
import type { Candidate } from './ranked/merge.ts';
import { rankPeople } from './ranked/service.ts';
import * as shown from './shown/store.ts';
import { type Corrections, type Understood, understand } from './understand.ts';

export { proposeCommunities } from './asking/index.ts';

const mostReasons = 4;
const mostTeams = 3;
const mostMembers = 8;
/** Words of a query of which it is said whether they are found. */
const mostWords = 24;

const Position = z.object({ after: z.number().int().min(1).max(1_000), of: z.string() });

const filters = ['unit', 'site', 'language', 'level'] as const;
type Filter = (typeof filters)[number];
type Described = Pick<Candidate, 'unit' | 'site' | 'languages' | 'level'>;

const fits: Record<Filter, (one: Described, query: ExpertQuery) => boolean> = {
  unit: (one, { unit }) => unit === undefined || isWithin(one.unit, unit),
  site: (one, { site }) => site === undefined || one.site === site,
  language: (one, { language }) => language === undefined || one.languages.includes(language),
  level: (one, { level }) => level === undefined || one.level === level,
};
const valuesOf: Record<Filter, (one: Described) => readonly (string | null)[]> = {
  unit: ({ unit }) => [unit],
  site: ({ site }) => [site],
  language: ({ languages }) => languages,
  level: ({ level }) => [level],
};

const noFacets: ExpertPage['facets'] = { unit: [], site: [], language: [], level: [] };

/** Who knows, or who is likely to answer: best first, with the reasons that the viewer may read. */
export async function findExperts(kernel: Kernel, viewer: Viewer, query: ExpertQuery): Promise<ExpertPage> {
  const of = queryTag(query);
  const from = query.cursor === undefined ? 0 : startOf(query.cursor, of);
  const understood = await understand(kernel, viewer, query);
  const candidates = understood ? await rankPeople(kernel, viewer, understood) : [];
  const me = query.why === 'me' ? await explainOwn(kernel, viewer, query, understood, candidates) : null;
  if (!understood) return { items: [], next: null, projects: [], me, facets: noFacets, corrected: null };

  const within = (but?: Filter) =>
    candidates.filter((one) => filters.every((filter) => filter === but || fits[filter](one, query)));
  const results = within();
  const page = results.slice(from, from + query.limit);
  const next = from + page.length;
  const [items, projects] = await Promise.all([
    explain(kernel, viewer, page, understood.wanted),
    // Whoever names a person or a skill did not ask who worked on something.
    from === 0 && understood.depth !== 'directory' ? findTeams(kernel, viewer, understood) : [],
  ]);
  const facet = (filter: Filter) => countValues(within(filter).flatMap(valuesOf[filter]));
  return {
    items,
    next: page.length > 0 && next < results.length ? writeCursor({ after: next, of }) : null,
    projects,
    me,
    facets: { unit: facet('unit'), site: facet('site'), language: facet('language'), level: facet('level') },
    corrected: results.length > 0 ? correct(query.q, understood.corrections, items) : null,
  };
}

/** Everybody whom a search leads this viewer to. */
export async function findMatching(
  kernel: Kernel,
  viewer: Viewer,
  asked: Pick<ExpertQuery, 'q' | Filter>,
): Promise<string[]> {
  const query: ExpertQuery = { ...asked, for: 'know', limit: 1 };
  const understood = await understand(kernel, viewer, query);
  const candidates = understood ? await rankPeople(kernel, viewer, understood) : [];
  return candidates
    .filter((one) => filters.every((filter) => fits[filter](one, query)))
    .map(({ person_id }) => person_id);
}

/** Who worked on it: projects that hold most of what was asked. */
async function findTeams(
  { database }: Kernel,
  viewer: Viewer,
  { sought, weights, wanted }: Understood,
): Promise<ExpertPage['projects']> {
  const inProjects = sought.filter(({ list }) => list === 'project');
  if (inProjects.length === 0) return [];
  const found = await shown.findTeams(database, viewer, inProjects, {
    matched: ranking.teamShare * weights.whole * ranking.ceiling,
    most: mostTeams,
    people: mostMembers,
  });
  return found.map(({ id, title, members, people }) => ({
    id,
    title,
    marks: excerpt(title, wanted.terms)?.marks ?? [],
    people: people.map((person) => presentMember(person)),
    more: members - people.length,
  }));
}

/** Which words of the query the viewer's own texts hold: read as the viewer, who holds what they wrote. */
async function explainOwn(
  { database }: Kernel,
  viewer: Viewer,
  query: ExpertQuery,
  understood: Understood | undefined,
  candidates: readonly Candidate[],
): Promise<ExpertPage['me']> {
  const words = readWords(query.q, true).slice(0, mostWords);
  const terms = new Map(
    words.map((word) => [
      word,
      new Set([...word.stems, ...word.extras, ...nameTerms(query.q.slice(word.start, word.end))]),
    ]),
  );
  const [own, found] = await Promise.all([
    shown.readOwn(database, viewer),
    shown.readOwnTerms(database, viewer, [...new Set([...terms.values()].flatMap((some) => [...some]))]),
  ]);
  const mine = candidates.find(({ person_id }) => person_id === viewer.person);
  const described = own && { ...own, level: mine?.level ?? null };
  // One document holds the whole profile; a bio with readers of its own is in another.
  const inRole = new Set(
    [own?.title, own?.unit].flatMap((text) => (text ? [...countTerms(text, true).terms.keys()] : [])),
  );
  const inBio = new Set(own?.bio ? countTerms(own.bio, true).terms.keys() : []);
  const kindsOf = ({ kind, term }: (typeof found)[number]): readonly ReasonKind[] =>
    kind !== 'bio' || !inRole.has(term) ? [kind] : inBio.has(term) ? ['role', 'bio'] : ['role'];
  return {
    listed: understood !== undefined && mine !== undefined && filters.every((filter) => fits[filter](mine, query)),
    hidden: own === undefined,
    outside: described ? filters.filter((filter) => !fits[filter](described, query)) : [],
    words: words.map((word) => ({
      word: query.q.slice(word.start, word.end),
      found: reasonKinds.filter((kind) =>
        found.some((one) => terms.get(word)!.has(one.term) && kindsOf(one).includes(kind)),
      ),
    })),
  };
}

const startOf = (cursor: string, of: string): number =>
  readCursor(
    cursor,
    Position.refine((position) => position.of === of),
  ).after;

/** Tells two searches apart, so that a cursor is good for its own alone. */
function queryTag({ q, unit, site, language, level, for: purpose }: ExpertQuery): string {
  let hash = 0x811c9dc5;
  for (const char of JSON.stringify([q, unit, site, language, level, purpose]))
    hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  return (hash >>> 0).toString(36);
}

const mostFacets = 50;
function countValues(values: readonly (string | null)[]): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
    .slice(0, mostFacets);
}

/** The query with the words that were taken for others, as they stand in the first result that has them. */
function correct(text: string, corrections: Corrections, items: ExpertPage['items']): string | null {
  if (corrections.size === 0) return null;
  const shown = items.flatMap(({ reasons }) =>
    reasons.flatMap(({ text: where, marks }) => marks.map(([start, end]) => where.slice(start, end))),
  );
  let corrected = text;
  for (const [word, meant] of corrections) {
    const found = shown.find((one) =>
      meant.some(({ stem: term, name }) =>
        name ? nameTerms(one).includes(name) : nameWords(one).map(stem).includes(term),
      ),
    );
    if (!found) continue;
    corrected = corrected.replace(/[\p{L}\p{N}\p{M}]+/gu, (written) =>
      nameWords(written)[0] === word ? found : written,
    );
  }
  return corrected === text ? null : corrected;
}

/** The results with their reasons, best kinds first. */
async function explain(
  { database }: Kernel,
  viewer: Viewer,
  candidates: readonly Candidate[],
  wanted: Wanted,
): Promise<ExpertPage['items']> {
  if (candidates.length === 0) return [];
  const evidence = await shown.readEvidence(database, viewer, {
    people: candidates.map(({ person_id }) => person_id),
    skills: [...new Set(candidates.flatMap(({ skills }) => skills))],
    projects: [...new Set(candidates.flatMap(({ projects }) => projects))],
    contributions: candidates.flatMap(({ contributions }) => contributions),
  });
  const byId = <Row extends { id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));
  const byDocument = <Row extends { document: number }>(rows: readonly Row[]) =>
    new Map(rows.map((row) => [row.document, row]));
  const people = byId(evidence.people);
  const projects = byId(evidence.projects);
  const posts = byDocument(evidence.posts);
  const comments = byDocument(evidence.comments);
  const skills = new Map(evidence.skills.map((row) => [`${row.person_id} ${row.id}`, row]));
  const show = (text: string | null) => (text ? (excerpt(text, wanted.terms) ?? undefined) : undefined);
  const showRelated = (text: string | null) => (text ? excerpt(text, wanted.related) : undefined);

  return candidates.flatMap((candidate) => {
    const person = people.get(candidate.person_id);
    if (!person) return [];
    const reasons: Reason[] = [];
    const named = candidate.named && markName(person.name, wanted.names);
    if (named) reasons.push(presentReason('name', named));
    for (const id of candidate.skills) {
      const skill = skills.get(`${person.id} ${id}`);
      const marked = skill && markSkill(skill.label, skill.synonyms, wanted.terms);
      if (marked) reasons.push(presentReason('skill', marked, { label: skill.label }));
    }
    if (candidate.described) {
      const [role, bio] = [show(person.title) ?? show(unitWords(candidate.unit)), show(person.bio)];
      if (role) reasons.push(presentReason('role', role));
      if (bio) reasons.push(presentReason('bio', bio));
      if (!role && !bio) {
        const related = showRelated(person.title) ?? showRelated(unitWords(candidate.unit));
        const instead = related ?? showRelated(person.bio);
        if (instead) reasons.push(presentReason(related ? 'role' : 'bio', instead));
      }
    }
    const [project] = candidate.projects.flatMap((id) => {
      const found = projects.get(id);
      const marked = found && (show(found.title) ?? show(found.source));
      return marked ? { id, title: found.title, marked } : [];
    });
    if (project)
      reasons.push(
        presentReason('project', project.marked, {
          project: project.id,
          title: project.title,
          more: candidate.project_count - 1,
        }),
      );
    const [contribution] = candidate.contributions.flatMap((document) => {
      const post = posts.get(document);
      if (post) {
        const marked = show(plainText(post.body)) ?? show(post.title) ?? show(post.tags.join(', '));
        return marked ? { kind: 'post' as const, post: post.id, page: null, title: post.title, marked } : [];
      }
      const comment = comments.get(document);
      const marked = comment && (show(plainText(comment.body)) ?? show(comment.title) ?? show(comment.tags.join(', ')));
      return marked
        ? { kind: 'comment' as const, post: comment.post_id, page: comment.page, title: comment.title, marked }
        : [];
    });
    if (contribution)
      reasons.push(
        presentReason(contribution.kind, contribution.marked, {
          post: contribution.post ?? undefined,
          page: contribution.page ?? undefined,
          title: contribution.title,
          more: candidate.contribution_count - 1,
        }),
      );
    return presentExpert({ ...person, unit: candidate.unit, site: candidate.site }, reasons.slice(0, mostReasons));
  });
}
