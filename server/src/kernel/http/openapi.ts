/** The OpenAPI 3.1 document, from the table of operations and the zod schemas: OpenAPI 3.1 schemas are JSON Schema. */
import { z } from 'zod';
import * as contracts from '@parvis/contracts';
import {
  type Operation,
  type OperationName,
  commonProblems,
  interruptionsOf,
  operations,
  problems,
  schemas,
} from '@parvis/contracts';

type Json = Record<string, unknown>;

export function openApiDocument(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [name, value] of Object.entries(contracts)) {
    if (/^[A-Z]/.test(name) && value instanceof z.ZodType && !/Row$/.test(name)) registry.add(value, { id: name });
  }
  const uri = (id: string) => `#/components/schemas/${id}`;
  const { schemas: components } = z.toJSONSchema(registry, { uri, io: 'output', unrepresentable: 'any' });
  const shapeOf = (shape: z.ZodType, io: 'input' | 'output'): Json => {
    const id = registry.get(shape)?.id;
    return id && io === 'output'
      ? { $ref: uri(id) }
      : strip(z.toJSONSchema(shape, { io, unrepresentable: 'any', reused: 'inline' }));
  };

  const paths: Record<string, Json> = {};
  for (const [name, { method, path, success, problems: own, bytes, signed, scheme }] of Object.entries(operations) as [
    OperationName,
    Operation,
  ][]) {
    const {
      params,
      query,
      body,
      response,
    }: { params?: z.ZodType; query?: z.ZodType; body?: z.ZodType; response?: z.ZodType } = schemas[name];
    (paths[path] ??= {})[method.toLowerCase()] = {
      operationId: name,
      ...(scheme && { security: [{ [scheme]: [] }] }),
      parameters: [...parametersOf(params, 'path'), ...parametersOf(query, 'query')],
      ...(body && {
        requestBody: { required: true, content: { 'application/json': { schema: shapeOf(body, 'input') } } },
      }),
      ...(bytes !== undefined && {
        parameters: [
          {
            name: 'Content-Disposition',
            in: 'header',
            required: false,
            description: "The name of the file: attachment; filename*=UTF-8''notes.pdf",
            schema: { type: 'string' },
          },
        ],
        requestBody: {
          required: true,
          content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
        },
      }),
      ...(signed && { security: [] }),
      responses: {
        [success]: {
          description: 'Done',
          ...(response && { content: { 'application/json': { schema: shapeOf(response, 'output') } } }),
          ...(signed && { content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }),
          ...(scheme === 'key' && { content: { 'application/atom+xml': { schema: { type: 'string' } } } }),
          ...(name === 'openStream' && { content: { 'text/event-stream': { schema: { type: 'string' } } } }),
        },
        ...problemResponses([...own, ...interruptionsOf(name), ...commonProblems]),
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Parvis API', version: '1', license: { name: 'MIT', identifier: 'MIT' } },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        key: { type: 'http', scheme: 'basic' },
      },
      schemas: Object.fromEntries(Object.entries(components).map(([id, schema]) => [id, strip(schema as Json)])),
    },
  };
}

const strip = ({ $schema: _dialect, $id: _id, ...rest }: Json): Json => rest;

function parametersOf(shape: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!shape) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema,
  }));
}

function problemResponses(codes: readonly contracts.ProblemCode[]): Json {
  const byStatus = new Map<number, string[]>();
  for (const code of new Set(codes)) {
    const { status } = problems[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      status,
      {
        description: names.join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}
