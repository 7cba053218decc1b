/**
 * Whether the time of an answer tells an author that something of theirs was flagged, or who did it. Posts of one author
 * that differ in nothing but their flags are asked for in turn; what is compared stands beside each other in one run.
 * That the answers cost the database the same, to the row, `test/http/reporters-timing.test.ts` says without a clock.
 */
import { startCompany } from '../support/moderation.ts';
import { type Result, ratioOf } from './report.ts';

const rounds = 300;
/** Below three people nothing is held. */
const flags = {
  'nobody, again': [],
  'a colleague': ['ada'],
  'their manager': ['mary'],
  'whom they lead': ['rita'],
  'a steward': ['sam'],
  'two people': ['ada', 'mary'],
} as const;

export async function benchFlagged(): Promise<Result[]> {
  const { app, write, answer, flagged } = await startCompany();
  const flaggedBy = async (who: readonly string[]): Promise<string> => {
    const { id } = await write('paul');
    await answer('ada', id);
    for (const reporter of who) await flagged(reporter, { kind: 'post', id });
    return id;
  };
  const ask = async (path: string, method = 'GET', body?: object): Promise<number> => {
    const from = performance.now();
    const response = await app.as('paul')(method, path, body);
    await response.arrayBuffer();
    const spent = performance.now() - from;
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}.`);
    return spent;
  };
  const acts = {
    'the post': (id: string) => ask(`/v1/posts/${id}`),
    'its comments': (id: string) => ask(`/v1/posts/${id}/comments`),
    'what was decided about it': (id: string) => ask(`/v1/statements?subject=${id}`),
    'an edit of it': (id: string) =>
      ask(`/v1/posts/${id}`, 'PATCH', { text: `The old pumps are slow. ${Math.random()}` }),
  };
  try {
    const plain = await flaggedBy([]);
    const posts = await Promise.all(Object.entries(flags).map(async ([who, by]) => ({ who, id: await flaggedBy(by) })));
    const results: Result[] = [];
    for (const [what, act] of Object.entries(acts)) {
      const edits = what.startsWith('an edit');
      const spent = new Map<string, number[]>([plain, ...posts.map(({ id }) => id)].map((id) => [id, []]));
      for (let round = 0; round < (edits ? rounds / 10 : rounds); round++) {
        // Each comes first as often as any other.
        const ids = [...spent.keys()];
        for (const at of ids.keys()) {
          const id = ids[(at + round) % ids.length]!;
          spent.get(id)!.push(await act(id));
        }
      }
      const reference = spent.get(plain)!;
      for (const { who, id } of posts)
        results.push({
          what: `${what}, flagged by ${who} ÷ by nobody`,
          ...ratioOf(spent.get(id)!, reference),
          ...(edits ? {} : { wanted: '1' }),
        });
    }
    return results;
  } finally {
    await app.close();
  }
}
