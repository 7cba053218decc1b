/** What the steps of the build share that change source by its syntax tree. */
export type Node = { type: string; start: number; end: number; [key: string]: unknown };

export function* walk(node: unknown): Generator<Node> {
  if (Array.isArray(node)) for (const one of node) yield* walk(one);
  else if (node && typeof node === 'object') {
    if ('type' in node) yield node as Node;
    for (const value of Object.values(node)) if (value && typeof value === 'object') yield* walk(value);
  }
}

export function edited(code: string, edits: { start: number; end: number; text: string }[]): string {
  // From the end, so that the places before stay where they are.
  for (const { start, end, text } of [...edits].sort((one, other) => other.start - one.start))
    code = code.slice(0, start) + text + code.slice(end);
  return code;
}
