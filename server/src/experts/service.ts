import { z } from 'zod';
import type { ExpertPage, ExpertQuery, Reason } from '@parvis/contracts';
import { nameWords, stem } from '../evidence/index.ts';
import { readCursor, writeCursor } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { plainText } from '../kernel/richtext/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { isWithin } from './policy.ts';
import { type Wanted, excerpt, markName, markSkill } from './excerpt.ts';
import { presentExpert, presentReason } from './present.ts';
import * as store from './store.ts';
import { type Corrections, understand } from './understand.ts';

const mostReasons = 4;

const Position = z.object({ after: z.number().int().min(1).max(500), of: z.string() });

/** Who knows, or who is likely to answer: best first, with the reasons that the viewer may read. */
export async function findExperts(kernel: Kernel, viewer: Viewer, query: ExpertQuery): Promise<ExpertPage> {
  const of = queryTag(query);
  const from = query.cursor === undefined ? 0 : startOf(query.cursor, of);
  const understood = await understand(kernel, viewer, query.q, query.for);
  if (!understood) return { items: [], next: null, facets: { unit: [], site: [] }, corrected: null };
  const { wanted, weights } = understood;
  const candidates = await store.rankPeople(kernel.database, viewer, understood, weights);

  const inUnit = (one: store.Candidate) => query.unit === undefined || isWithin(one.unit, query.unit);
  const atSite = (one: store.Candidate) => query.site === undefined || one.site === query.site;
  const results = candidates.filter((one) => inUnit(one) && atSite(one));
  const page = results.slice(from, from + query.limit);
  const next = from + page.length;
  const items = await explain(kernel, viewer, page, wanted);
  return {
    items,
    next: page.length > 0 && next < results.length ? writeCursor({ after: next, of }) : null,
    facets: {
      unit: countValues(candidates.filter(atSite).map(({ unit }) => unit)),
      site: countValues(candidates.filter(inUnit).map(({ site }) => site)),
    },
    corrected: results.length > 0 ? correct(query.q, understood.corrections, items) : null,
  };
}

const startOf = (cursor: string, of: string): number =>
  readCursor(
    cursor,
    Position.refine((position) => position.of === of),
  ).after;

/** Tells two searches apart, so that a cursor is good for its own alone. */
function queryTag({ q, unit, site, for: purpose }: ExpertQuery): string {
  let hash = 0x811c9dc5;
  for (const char of JSON.stringify([q, unit, site, purpose]))
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
        name ? nameWords(one).includes(name) : nameWords(one).map(stem).includes(term),
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
  candidates: readonly store.Candidate[],
  wanted: Wanted,
): Promise<ExpertPage['items']> {
  if (candidates.length === 0) return [];
  const evidence = await store.readEvidence(database, viewer, {
    people: candidates.map(({ person_id }) => person_id),
    skills: [...new Set(candidates.flatMap(({ skills }) => skills ?? []))],
    projects: [...new Set(candidates.flatMap(({ projects }) => projects ?? []))],
    contributions: candidates.flatMap(({ contributions }) => contributions ?? []),
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
    for (const id of candidate.skills ?? []) {
      const skill = skills.get(`${person.id} ${id}`);
      const marked = skill && markSkill(skill.label, skill.synonyms, wanted.terms);
      if (marked) reasons.push(presentReason('skill', marked, { label: skill.label }));
    }
    if (candidate.described) {
      const [role, bio] = [show(person.title) ?? show(candidate.unit), show(person.bio)];
      if (role) reasons.push(presentReason('role', role));
      if (bio) reasons.push(presentReason('bio', bio));
      if (!role && !bio) {
        const related = showRelated(person.title) ?? showRelated(candidate.unit);
        const instead = related ?? showRelated(person.bio);
        if (instead) reasons.push(presentReason(related ? 'role' : 'bio', instead));
      }
    }
    const [project] = (candidate.projects ?? []).flatMap((id) => {
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
    const [contribution] = (candidate.contributions ?? []).flatMap((document) => {
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
