/** How values of PostgreSQL are read: as PGlite reads them, and quickly where a page of a feed has many. */
import pg from 'pg';

const int8 = 20;
const textArray = 1009;
const timestamptz = 1184;

type Read = (text: string) => unknown;
const usual = (oid: number): Read => pg.types.getTypeParser(oid, 'text') as Read;

const readAnyTime = usual(timestamptz);
const digits = (text: string, at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;
/** Nearly all are of our era and given in universal time: `2026-11-20 09:00:00.123+00`. */
const readTime: Read = (text) =>
  text.length >= 22 && text[4] === '-' && text[0] !== '0' && text.endsWith('+00')
    ? new Date(
        Date.UTC(
          digits(text, 0) * 100 + digits(text, 2),
          digits(text, 5) - 1,
          digits(text, 8),
          digits(text, 11),
          digits(text, 14),
          digits(text, 17),
          text[19] === '.' ? Number(text.slice(20, -3).padEnd(3, '0').slice(0, 3)) : 0,
        ),
      )
    : readAnyTime(text);

const readAnyTexts = usual(textArray);
const plain = /^\{[^"\\{}]+\}$/;
const readTexts: Read = (text) =>
  plain.test(text) && !text.includes('NULL') ? text.slice(1, -1).split(',') : readAnyTexts(text);

const own: Partial<Record<number, Read>> = { [int8]: Number, [timestamptz]: readTime, [textArray]: readTexts };

export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    own[oid] ?? pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};
