import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Operation, type OperationName, type Shape, operations, schemas } from './index.ts';

/** What the plain table must say of a schema. Text of a closed list is not looked into; what may be absent is not named. */
const shapeOf = (schema: unknown): Shape | undefined => {
  if (schema instanceof z.ZodObject) {
    const parts = Object.entries(schema.shape).map(([key, part]) => [key, shapeOf(part)] as const);
    return Object.fromEntries(parts.filter((part): part is [string, Shape] => part[1] !== undefined));
  }
  if (schema instanceof z.ZodArray) {
    const item = shapeOf(schema.element);
    return item === undefined || typeof item === 'string' ? [] : [item];
  }
  if (schema instanceof z.ZodRecord) return {};
  return schema instanceof z.ZodType && schema.def.type === 'string' ? '' : undefined;
};

describe('the plain table of answers', () => {
  it.each(Object.keys(schemas) as OperationName[])('says of %s what its schema says', (name) => {
    const operation: Operation = operations[name];
    expect(operation.answer).toEqual(shapeOf((schemas[name] as { response?: z.ZodType }).response));
  });
});
