/** Medians and ratios: machines are shared and noisy, so only what was interleaved in one run is compared. */
export type Result = { what: string; value: number; unit?: string; spread?: [number, number]; wanted?: string };

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** One ratio a round; the median, and the least and most. */
export function ratioOf(
  values: readonly number[],
  references: readonly number[],
): Pick<Result, 'value' | 'unit' | 'spread'> {
  const ratios = values.map((value, round) => value / references[round]!);
  return { value: median(ratios), unit: '×', spread: [Math.min(...ratios), Math.max(...ratios)] };
}

const shown = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(3));

export const table = (results: readonly Result[]): string =>
  [
    '| what | median | least to most | wanted |',
    '| --- | ---: | --- | --- |',
    ...results.map(
      ({ what, value, unit = '', spread, wanted = '' }) =>
        `| ${what} | ${shown(value)} ${unit} | ${spread ? `${shown(spread[0])} to ${shown(spread[1])}` : ''} | ${wanted} |`,
    ),
  ].join('\n');

const began = performance.now();
/** Where a run of minutes is. */
export const tell = (what: string) =>
  void process.stderr.write(`${((performance.now() - began) / 1_000).toFixed(0)} s: ${what}\n`);
