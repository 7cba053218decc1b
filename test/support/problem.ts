/** What every refusal must be: a problem document of the contract, with nothing in it that is ours alone to know. */
import { expect } from 'vitest';
import { Problem, type ProblemCode, problems } from '@parvis/contracts';

const internal =
  /\bat .+:\d+:\d+|node_modules|\.ts\b|kysely|pglite|\bpg_|sqlstate|syntax error|\brelation\b|constraint|violates|undefined|\[object|stack|TypeError/i;

/** Answers the document, once it is what it should be. */
export async function expectProblem(response: Response, ...codes: ProblemCode[]): Promise<Problem> {
  const text = await response.text();
  expect(response.headers.get('Content-Type'), text).toBe('application/problem+json');
  const problem = Problem.strict().parse(JSON.parse(text));
  expect(problem.status, text).toBe(response.status);
  expect(problem, text).toMatchObject({
    title: problems[problem.code].title,
    status: problems[problem.code].status,
    type: `urn:parvis:problem:${problem.code}`,
    requestId: response.headers.get('X-Request-Id'),
  });
  expect(problem.requestId).not.toBe('');
  expect(problem.detail).toMatch(/^[^a-z].*[.]$/s);
  expect(text).not.toMatch(internal);
  expect(text.length).toBeLessThan(20_000);
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  if (codes.length > 0) expect(codes, text).toContain(problem.code);
  return problem;
}
