/**
 * A directory export as people: columns are known by their names as they are usual in English and French, whatever their
 * case, accents and punctuation. Commas, semicolons and tabs separate; UTF-8 and the Windows encoding are read.
 */
import { Readable, pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type Columns, type CsvPerson, circleOf, plain, readHeader } from './people-columns.ts';
import { type Source, type Value, storable } from './source.ts';

/** The commonest of the usual separators in the first line, outside quotes. */
function findDelimiter(firstLine: string): string {
  const bare = firstLine.replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => bare.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

type CsvRecord = { line: number; cells: string[] };

/** The records of a file with the line on which each ends. What is no CSV is thrown as a `CsvError` with its line. */
async function* readRecords(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<CsvRecord> {
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: 1_000_000,
  });
  // Errors come out of the iteration below; leaving it early ends the reading too.
  pipeline(Readable.from(text), parser, () => {});
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>)
    yield { line: info.lines, cells: record };
}

const toPerson = (byPosition: Columns, cells: readonly string[]): CsvPerson => {
  const person: CsvPerson = {};
  for (const [position, field] of byPosition.entries()) {
    const cell = cells[position];
    if (field && cell) person[field] = storable(cell);
  }
  return person;
};

const idOf = ({ id, userName, mail }: CsvPerson): string | undefined => id ?? userName ?? mail?.toLowerCase();
const nameOf = ({ name, firstName, lastName }: CsvPerson): string | undefined =>
  name ?? (firstName && lastName ? `${firstName} ${lastName}` : (lastName ?? firstName));

const list = (cell: string | undefined): string[] =>
  [...new Set((cell ?? '').split(/[;|]/).map((part) => part.trim()))].filter((part) => part !== '');

/** `31/12/2024` and `31.12.2024` as ISO has them; everything else as it is. */
const date = (cell: string | undefined): string | undefined =>
  cell?.replace(
    /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/,
    (_, day: string, month: string, year: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  );

/** The beginnings of the days in English and French, Monday first. */
const weekdays = [['mo', 'lu'], ['tu', 'ma'], ['we', 'me'], ['th', 'je'], ['fr', 've'], ['sa'], ['su', 'di']];
const dayOf = (word: string): number => weekdays.findIndex((names) => names.includes(plain(word).slice(0, 2))) + 1;
const clock = (hours: string, minutes = '00'): string => `${hours.padStart(2, '0')}:${minutes}`;

/** `Mon-Fri 9:00-17:30`, `lun-ven 9h-17h30`; without days they are Monday to Friday. Everything else as it is. */
function hours(cell: string | undefined): unknown {
  const [, first, last, from, fromMinutes, until, untilMinutes] =
    /^(?:(\p{L}+)\.?\s*[-–]\s*(\p{L}+)\.?[\s,]+)?(\d{1,2})\s*[:h](\d{2})?\s*[-–]\s*(\d{1,2})\s*[:h](\d{2})?$/iu.exec(
      cell ?? '',
    ) ?? [];
  if (!from || !until) return cell;
  const [begin, end] = first && last ? [dayOf(first), dayOf(last)] : [1, 5];
  if (begin === 0 || end < begin) return cell;
  const days = Array.from({ length: end - begin + 1 }, (_, place) => begin + place);
  return { days, from: clock(from, fromMinutes), until: clock(until, untilMinutes) };
}

/** The people of a file by everything that a manager column may call them; null where several are called so. */
class Callings {
  readonly #ids = new Map<string, string | null>();

  add(person: CsvPerson): void {
    const id = idOf(person);
    if (!id) return;
    const { firstName, lastName } = person;
    const callings = [
      id,
      person.userName,
      person.mail,
      nameOf(person),
      firstName && lastName && `${lastName} ${firstName}`,
    ];
    for (const calling of new Set(callings.flatMap((calling) => (calling ? [calling.toLowerCase()] : [])))) {
      const known = this.#ids.get(calling);
      this.#ids.set(calling, known === undefined || known === id ? id : null);
    }
  }

  /** Undefined: nobody is called so. */
  find(calling: string): string | null | undefined {
    return this.#ids.get(calling.toLowerCase());
  }
}

/** A row of people.jsonl; what is odd about it is found where those are checked. */
function toRow(line: number, person: CsvPerson, callings: Callings): Value {
  const id = idOf(person);
  if (!id) return { line, problem: 'the person has neither id nor user name nor mail: fill in one of them' };
  const { userName, title, unit, site, clearance, mail, phone, chat, photo, bio, timeZone } = person;
  const { pronouns, pronunciation } = person;
  const manager = person.manager && callings.find(person.manager);
  if (manager === null)
    return { line, problem: `several people are called "${person.manager}": name the manager by id or mail` };
  return {
    line,
    value: {
      id,
      userName: userName ?? mail?.toLowerCase(),
      name: nameOf(person),
      title,
      unit,
      site,
      circle: person.circle && (circleOf.get(plain(person.circle)) ?? person.circle),
      clearance: clearance?.toUpperCase(),
      manager: manager ?? person.manager,
      mail,
      phone,
      chat,
      photo,
      bio,
      timeZone,
      languages: list(person.languages),
      pronouns,
      pronunciation,
      workingHours: hours(person.workingHours),
      skills: list(person.skills).map((skill) => ({ skill })),
      joinedAt: date(person.joinedAt),
      departedAt: date(person.departedAt),
    },
  };
}

/** `open` gives the bytes of the file, anew at each call. */
export async function openPeopleCsv(label: string, open: () => AsyncIterable<Uint8Array>): Promise<Source> {
  const encoding = await findEncoding(open());
  const text = () => decode(open(), encoding);
  const delimiter = findDelimiter(await firstLine(text()));

  let columns: Columns | undefined;
  let remarks: string[] = [];
  let wrong: Value | undefined;
  const callings = new Callings();
  try {
    for await (const { line, cells } of readRecords(text(), delimiter)) {
      if (columns) {
        callings.add(toPerson(columns, cells));
        continue;
      }
      const header = readHeader(cells);
      if ('problem' in header) {
        wrong = { line, problem: header.problem };
        break;
      }
      columns = header.columns;
      remarks = header.unknown.map((name) => `${label}: the column "${name}" has no meaning here and is left out`);
    }
  } catch (error) {
    wrong = malformed(error);
  }
  if (!columns) wrong ??= { line: 1, problem: 'the file is empty: its first line names the columns' };

  async function* values(): AsyncGenerator<Value> {
    if (wrong) yield wrong;
    else {
      let header = true;
      for await (const { line, cells } of readRecords(text(), delimiter)) {
        if (!header) yield toRow(line, toPerson(columns!, cells), callings);
        header = false;
      }
    }
  }
  const spoken = new Set<string>(
    columns?.map((field) => (field === 'firstName' || field === 'lastName' ? 'name' : (field ?? ''))),
  );
  return { files: [{ name: 'people.jsonl', label, fields: spoken, values }], remarks };
}

function malformed(error: unknown): Value {
  if (!(error instanceof CsvError)) throw error;
  return {
    line: Number(error.lines ?? 1),
    problem: `this is no CSV from here on (${error.message}): check the quotes`,
  };
}

/** UTF-8 if all of it is; otherwise what spreadsheets of Western Europe save. */
async function findEncoding(chunks: AsyncIterable<Uint8Array>): Promise<'utf-8' | 'windows-1252'> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of chunks) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252';
    throw error;
  }
}

async function* decode(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function firstLine(text: AsyncIterable<string>): Promise<string> {
  let line = '';
  for await (const chunk of text) {
    line += chunk;
    const end = line.indexOf('\n');
    if (end !== -1) return line.slice(0, end);
  }
  return line;
}
