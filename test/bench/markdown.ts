/** Parsing the texts that cost most, 20 kB each. */
import { parseRichText } from '../../server/src/kernel/richtext/index.ts';
import { exhausting } from '../support/exhausting.ts';
import { type Result, median } from './report.ts';

const rounds = 7;

export async function benchMarkdown(): Promise<Result[]> {
  const took = exhausting.map(([name, markdown]) => {
    const rounded = Array.from({ length: rounds }, () => {
      const from = performance.now();
      parseRichText(markdown);
      return performance.now() - from;
    });
    return { name, middle: median(rounded), worst: Math.max(...rounded) };
  });
  const slowest = took.toSorted((one, other) => other.middle - one.middle)[0]!;
  return [
    {
      what: `parsing the worst 20 kB of ${took.length} (${slowest.name})`,
      value: slowest.middle,
      unit: 'ms',
      wanted: '≤ 250 ms',
    },
    {
      what: 'the longest of any round, its code not compiled yet',
      value: Math.max(...took.map(({ worst }) => worst)),
      unit: 'ms',
    },
  ];
}
