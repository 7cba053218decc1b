import { z } from 'zod';
import { Id } from './common.ts';

/**
 * Text that people wrote, as a closed tree: parsed once from Markdown on the server, stored and sent as this, drawn by
 * templates. There is no node for HTML, so none can be carried.
 */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'break' }
  | { type: 'strong'; children: Inline[] }
  | { type: 'emphasis'; children: Inline[] }
  | { type: 'strikethrough'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'link'; href: string; children: Inline[] }
  | { type: 'mention'; person: string; name: string }
  | { type: 'tag'; name: string }
  | { type: 'image'; src: string; alt: string };

export type TableAlignment = 'start' | 'center' | 'end' | null;

export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'heading'; level: 1 | 2 | 3 | 4 | 5 | 6; children: Inline[] }
  | { type: 'quote'; children: Block[] }
  | { type: 'list'; ordered: boolean; start: number; tight: boolean; items: Block[][] }
  | { type: 'code'; language: string | null; text: string }
  /** A row can be shorter than the head: what is missing at its end is empty. */
  | { type: 'table'; alignments: TableAlignment[]; head: Inline[][]; rows: Inline[][][] }
  | { type: 'rule' };

export type RichText = Block[];

const literal = <Value extends string>(value: Value) => z.literal(value);

export const Inline: z.ZodType<Inline> = z.lazy(() => {
  const children = z.array(Inline);
  return z.discriminatedUnion('type', [
    z.strictObject({ type: literal('text'), text: z.string() }),
    z.strictObject({ type: literal('break') }),
    z.strictObject({ type: literal('strong'), children }),
    z.strictObject({ type: literal('emphasis'), children }),
    z.strictObject({ type: literal('strikethrough'), children }),
    z.strictObject({ type: literal('code'), text: z.string() }),
    z.strictObject({ type: literal('link'), href: z.string().regex(/^(https?:|mailto:|tel:)/i), children }),
    z.strictObject({ type: literal('mention'), person: Id, name: z.string() }),
    z.strictObject({ type: literal('tag'), name: z.string() }),
    z.strictObject({ type: literal('image'), src: z.string(), alt: z.string() }),
  ]);
});

export const Block: z.ZodType<Block> = z.lazy(() => {
  const children = z.array(Inline);
  const cells = z.array(children);
  return z.discriminatedUnion('type', [
    z.strictObject({ type: literal('paragraph'), children }),
    z.strictObject({
      type: literal('heading'),
      level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6)]),
      children,
    }),
    z.strictObject({ type: literal('quote'), children: z.array(Block) }),
    z.strictObject({
      type: literal('list'),
      ordered: z.boolean(),
      start: z.number().int(),
      tight: z.boolean(),
      items: z.array(z.array(Block)),
    }),
    z.strictObject({ type: literal('code'), language: z.string().nullable(), text: z.string() }),
    z.strictObject({
      type: literal('table'),
      alignments: z.array(z.enum(['start', 'center', 'end']).nullable()),
      head: cells,
      rows: z.array(cells),
    }),
    z.strictObject({ type: literal('rule') }),
  ]);
});

export const RichText: z.ZodType<RichText> = z.array(Block);
