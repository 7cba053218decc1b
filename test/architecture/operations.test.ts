import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type Operation, type OperationName, operations } from '@parvis/contracts';
import { readSource, walk } from './source.ts';

const names = Object.keys(operations).sort();

/** Names of operations given as text to calls of this function. */
function given(folder: string, called: RegExp): string[] {
  const found: string[] = [];
  for (const { path, file } of readSource(folder).values()) {
    if (/\.test\.ts$/.test(path)) continue;
    walk(file, (node) => {
      if (!ts.isCallExpression(node) || !called.test(node.expression.getText(file))) return;
      const [first] = node.arguments;
      if (first) walk(first, (part) => ts.isStringLiteral(part) && part.text in operations && found.push(part.text));
    });
  }
  return found.sort();
}

describe('every operation', () => {
  it('has exactly one route', () => {
    expect(given('server/src', /^operation$/)).toEqual(names);
  });

  it('has a function of the client, but for those whose addresses are given out whole, and those of other tools', () => {
    const called = names.filter((name) => {
      const { signed, scheme }: Operation = operations[name as OperationName];
      return !signed && !scheme;
    });
    expect([...new Set(given('packages/client/src', /\b(send|open)$/))]).toEqual(called);
  });
});
