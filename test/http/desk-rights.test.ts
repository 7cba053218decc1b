/**
 * Who may do what with a case: role × scope × action as one table, every cell asserted. Written by hand from the rules of
 * the product. An operation on cases that no column stands for fails this file.
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StatementPage } from '@parvis/contracts';
import { type OperationName, operations } from '@parvis/contracts/tables';
import { type Company, read, startCompany } from '../support/moderation.ts';

let company: Company;
beforeAll(async () => {
  company = await startCompany();
}, 240_000);
afterAll(() => company.app.close());

/** In the tables of `startCompany`; `sofia` is a supplier, `paul` keeps the crew, `claire` alone keeps the board. */
const roles = {
  steward: 'claire',
  fellow: 'sam',
  author: 'paul',
  manager: 'mary',
  report: 'rita',
  reporter: 'ada',
  member: 'bob',
  moderator: 'mona',
  outsider: 'sofia',
} as const;
type Role = keyof typeof roles;

type State = 'open' | 'decided' | 'appealed';
const actions = {
  getCase: { state: 'open', method: 'GET', path: '' },
  getCaseFile: { state: 'open', method: 'GET', path: '/file' },
  exportCase: { state: 'open', method: 'GET', path: '/record' },
  claimCase: { state: 'open', method: 'PUT', path: '/claim' },
  releaseCase: { state: 'open', method: 'DELETE', path: '/claim' },
  createCaseNote: { state: 'open', method: 'POST', path: '/notes', body: { text: 'Noted.' } },
  decideCase: { state: 'open', method: 'PUT', path: '/decision', body: { decision: 'keep' } },
  undoDecision: { state: 'decided', method: 'DELETE', path: '/decision' },
  decideAppeal: {
    state: 'appealed',
    method: 'PUT',
    path: '/appeal',
    body: { outcome: 'rejected', publicNote: 'It stands.' },
  },
} as const satisfies Partial<Record<OperationName, { state: State; method: string; path: string; body?: object }>>;
type Action = keyof typeof actions;

/** What a case can belong to, who decides it first, and who appeals. */
const scopes = {
  /** Stewards claire and sam. */
  community: { decider: 'claire', author: 'paul' },
  /** Both stewards are concerned: they flagged it. */
  orphaned: { decider: 'max', author: 'paul' },
  /** What is written to everybody belongs to no community. */
  everyone: { decider: 'max', author: 'paul' },
} as const;
type Scope = keyof typeof scopes;

const later = (): void => {
  company.app.clock.now = new Date(company.app.clock.now.getTime() + 25 * 60 * 60_000);
};

async function prepare(scope: Scope, state: State): Promise<string> {
  later();
  const { decider, author } = scopes[scope];
  const audience = { community: scope === 'everyone' ? null : company.communities['it-help'] };
  const subject = { kind: 'post', id: (await company.write(author, { audience })).id };
  await company.flagged('ada', subject);
  if (scope === 'orphaned') for (const who of ['claire', 'sam']) await company.flagged(who, subject, { note: '' });
  const found = (await company.queue(decider, '?order=newest&limit=1'))[0]!.id;
  if (state === 'open') return found;
  expect((await company.decide(decider, found, { decision: 'hold' })).status).toBe(200);
  if (state === 'decided') return found;
  const { items } = await read<StatementPage>(await company.app.as(author)('GET', '/v1/statements?limit=1'));
  const appealed = await company.app.as(author)('PUT', `/v1/statements/${items[0]!.id}/appeal`, { text: 'Why?' });
  expect(appealed.status).toBe(200);
  return found;
}

/** Rows: scope and role; one status for each action. 404 throughout: whoever is not on a desk is not told of its cases. */
const table = `
                       getCase getCaseFile exportCase claimCase releaseCase createCaseNote decideCase undoDecision decideAppeal
  community steward    200     200         200        200       200         201            200        200          404
  community fellow     200     200         200        200       200         201            200        200          200
  community author     404     404         404        404       404         404            404        404          404
  community manager    404     404         404        404       404         404            404        404          404
  community report     404     404         404        404       404         404            404        404          404
  community reporter   404     404         404        404       404         404            404        404          404
  community member     404     404         404        404       404         404            404        404          404
  community moderator  404     404         404        404       404         404            404        404          404
  community outsider   404     404         404        404       404         404            404        404          404
  orphaned  steward    404     404         404        404       404         404            404        404          404
  orphaned  fellow     404     404         404        404       404         404            404        404          404
  orphaned  author     404     404         404        404       404         404            404        404          404
  orphaned  manager    404     404         404        404       404         404            404        404          404
  orphaned  report     404     404         404        404       404         404            404        404          404
  orphaned  reporter   404     404         404        404       404         404            404        404          404
  orphaned  member     404     404         404        404       404         404            404        404          404
  orphaned  moderator  200     200         200        200       200         201            200        200          200
  orphaned  outsider   404     404         404        404       404         404            404        404          404
  everyone  steward    404     404         404        404       404         404            404        404          404
  everyone  fellow     404     404         404        404       404         404            404        404          404
  everyone  author     404     404         404        404       404         404            404        404          404
  everyone  manager    404     404         404        404       404         404            404        404          404
  everyone  report     404     404         404        404       404         404            404        404          404
  everyone  reporter   404     404         404        404       404         404            404        404          404
  everyone  member     404     404         404        404       404         404            404        404          404
  everyone  moderator  200     200         200        200       200         201            200        200          200
  everyone  outsider   404     404         404        404       404         404            404        404          404`;

const [head, ...rows] = table
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const cells = new Map(rows.map(([scope, role, ...statuses]) => [`${scope} ${role}`, statuses.map(Number)]));

describe('who may do what with a case', () => {
  it('has a row for every role in every scope, and a column for every operation on one case', () => {
    expect([...cells.keys()]).toEqual(
      Object.keys(scopes).flatMap((scope) => Object.keys(roles).map((role) => `${scope} ${role}`)),
    );
    const onCases = Object.entries(operations).filter(([, { path }]) => path.startsWith('/v1/cases/{id}'));
    expect(head!.toSorted()).toEqual(onCases.map(([name]) => name).toSorted());
  });

  for (const scope of Object.keys(scopes) as Scope[])
    it.each(head as Action[])(`${scope}: %s`, async (action) => {
      const { state, method, path, body } = actions[action] as {
        state: State;
        method: string;
        path: string;
        body?: object;
      };
      // Refusals change nothing, so they share a case; what is done is done to a fresh one.
      let untouched = await prepare(scope, state);
      const found: Record<string, number> = {};
      const expected: Record<string, number> = {};
      for (const role of Object.keys(roles) as Role[]) {
        const response = await company.app.as(roles[role])(method, `/v1/cases/${untouched}${path}`, body);
        found[role] = response.status;
        expected[role] = cells.get(`${scope} ${role}`)![head!.indexOf(action)]!;
        if (response.status < 300 && method !== 'GET') untouched = await prepare(scope, state);
      }
      expect(found).toEqual(expected);
    });
});

describe('the database alone, the services bypassed', () => {
  const tables = ['case', 'case_copy', 'case_flag', 'case_note', 'statement'] as const;

  it('shows the rows of a desk to those who are on it, and a statement of reasons to whom it is for', async () => {
    const id = await prepare('community', 'decided');
    expect((await company.app.as('sam')('POST', `/v1/cases/${id}/notes`, { text: 'Noted.' })).status).toBe(201);
    const readers: Record<string, string[]> = {};
    for (const [role, who] of Object.entries(roles)) {
      const viewer = (await company.app.kernel.standings.find(who))!;
      readers[role] = await company.app.database.transaction(viewer, async (tx) => {
        const seen: string[] = [];
        for (const table of tables) {
          const { rows } = await sql`select from ${sql.table(table)} t
            where ${table === 'case' ? sql`t.id` : sql`t.case_id`} = ${id}::uuid`.execute(tx);
          if (rows.length > 0) seen.push(table);
        }
        return seen;
      });
    }
    const desk = ['case', 'case_copy', 'case_flag', 'case_note'];
    expect(readers).toEqual({
      ...{ steward: desk, fellow: desk, author: ['statement'], manager: [], report: [], reporter: [] },
      ...{ member: [], moderator: [], outsider: [] },
    });
  });

  it.each([
    ['a statement of reasons', sql`update statement set undone_at = now()`],
    ['a statement that somebody gives themselves', sql`insert into statement (id) values (gen_random_uuid())`],
    ['the effect of a decision', sql`update "case" set effect = null`],
    ['an appeal', sql`update "case" set appeal = null, appealed_at = null`],
    ['a note of somebody else', sql`update case_note set text = ''`],
    ['the erasing', sql`select * from erase_removed(now(), now())`],
  ])('refuses everybody %s', async (_, statement) => {
    for (const who of ['claire', 'paul', 'mona']) {
      const viewer = (await company.app.kernel.standings.find(who))!;
      await expect(company.app.database.transaction(viewer, (tx) => statement.execute(tx))).rejects.toThrow();
    }
  });
});
