/** What is wrong with an import, by file and line: all of it is said at once, as far as somebody can read. */

export type Place = { file: string; line: number };
export type Problem = Place & { message: string };

export const shownProblems = 20;

const order = (one: Problem, other: Problem) => one.file.localeCompare(other.file) || one.line - other.line;

export class ImportRefused extends Error {
  override name = 'ImportRefused';
  readonly problems: readonly Problem[];
  /** Whether there are more than the problems that are listed. */
  readonly more: boolean;

  constructor(problems: readonly Problem[], more: boolean) {
    super(describe(problems, more));
    this.problems = problems;
    this.more = more;
  }
}

function describe(problems: readonly Problem[], more: boolean): string {
  const lines = problems.map(({ file, line, message }) => `${line > 0 ? `${file}:${line}` : file}: ${message}`);
  if (more) lines.push(`… and more: only the first ${shownProblems} are listed.`);
  return `Nothing was imported.\n${lines.join('\n')}`;
}

/** Collects problems until more would not help. */
export class Problems {
  readonly #found: Problem[] = [];

  add(place: Place, message: string): void {
    if (this.#found.length <= shownProblems) this.#found.push({ ...place, message });
  }

  get full(): boolean {
    return this.#found.length > shownProblems;
  }

  /** Throws them all, if there are any. */
  settle(): void {
    if (this.#found.length === 0) return;
    throw new ImportRefused(this.#found.slice(0, shownProblems).sort(order), this.full);
  }
}
