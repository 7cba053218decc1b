/** `parvis import`: through the server that runs on the data folder, or with the folder to itself. */
import { resolve } from 'node:path';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { Config } from '../kernel/config.ts';
import type { Command } from '../kernel/control/index.ts';
import { createImages } from '../kernel/serve/images.ts';
import { reach } from '../kernel/serve/reach.ts';
import { openSource } from './folder.ts';
import { openClassification } from './classification.ts';
import type { Source } from './source.ts';
import { type Count, type ImportKernel, type Report, importSource } from './service.ts';

const Args = z.object({ path: z.string() });
const Told = z.union([
  z.object({ remark: z.string() }),
  z.object({
    doing: z.enum(['checking', 'writing', 'indexing']),
    file: z.string(),
    done: z.number(),
    total: z.number().optional(),
  }),
]);
type Told = z.infer<typeof Told>;

/** The command as a running server takes it. */
export const importCommand =
  (kernel: ImportKernel): Command =>
  (args, tell) => {
    tell({ remark: `Through the running server (process ${process.pid}).` } satisfies Told);
    return importPath(kernel, openSource, Args.parse(args).path, tell);
  };

/** `parvis import-skills`, the same. */
export const importSkillsCommand =
  (kernel: ImportKernel): Command =>
  (args, tell) => {
    tell({ remark: `Through the running server (process ${process.pid}).` } satisfies Told);
    return importPath(kernel, openClassification, Args.parse(args).path, tell);
  };

type Open = (path: string) => Promise<Source>;

async function importPath(
  kernel: ImportKernel,
  open: Open,
  path: string,
  tell: (message: Told) => void,
): Promise<Report> {
  const source = await open(path);
  for (const remark of source.remarks) tell({ remark });
  return importSource(kernel, source, tell);
}

export type Terminal = { out: NodeJS.WritableStream; progress: NodeJS.WritableStream & { isTTY?: boolean } };

/** `path` is seen from here also when the server does the reading: both are on one machine. */
export const runImport = (config: Config, path: string, terminal: Terminal): Promise<void> =>
  run(config, { command: 'import', open: openSource, path }, terminal);

export const runImportSkills = (config: Config, path: string, terminal: Terminal): Promise<void> =>
  run(config, { command: 'import-skills', open: openClassification, path }, terminal);

async function run(
  config: Config,
  { command, open, path }: { command: string; open: Open; path: string },
  terminal: Terminal,
): Promise<void> {
  const start = performance.now();
  const screen = watch(terminal.progress);
  const full = resolve(path);
  try {
    const report = await reach(
      config,
      { command, args: { path: full }, tell: (message) => screen.show(Told.parse(message)) },
      (database) => {
        const kernel = { database, now: () => new Date(), newId: v7, settings: config, images: createImages() };
        return importPath(kernel, open, full, screen.show);
      },
    );
    screen.end();
    terminal.out.write(summary(report, performance.now() - start));
  } finally {
    screen.end();
  }
}

const figure = (count: number): string => count.toLocaleString('en');

/** On a terminal one line that is written over; elsewhere a line for each file when it is done. */
function watch(out: Terminal['progress']): { show(told: Told): void; end(): void } {
  const clear = '\r\u001b[K';
  let dirty = false;
  return {
    show(told) {
      if ('remark' in told) out.write(`${dirty ? clear : ''}${told.remark}\n`);
      else {
        const { doing, file, done, total } = told;
        const line = `${doing} ${file}: ${figure(done)}${total === undefined ? '' : ` of ${figure(total)}`}`;
        if (out.isTTY) out.write(`${clear}${line}`);
        else if (done === total) out.write(`${line}\n`);
      }
      dirty = Boolean(out.isTTY) && !('remark' in told);
    },
    end() {
      if (dirty) out.write(clear);
      dirty = false;
    },
  };
}

function summary(report: Report, milliseconds: number): string {
  const all = Object.entries(report);
  const sum = (what: keyof Count) => all.reduce((total, [, count]) => total + (count[what] ?? 0), 0);
  const tell = ({ added, changed, unchanged, leftOut, retired = 0, restored = 0 }: Count) =>
    [
      `${figure(added)} added, ${figure(changed)} changed, ${figure(unchanged)} unchanged`,
      leftOut > 0 ? `, ${figure(leftOut)} left out because they were deleted here` : '',
      retired > 0 ? `, ${figure(retired)} retired because the file has them no more` : '',
      restored > 0 ? `, ${figure(restored)} back because the file has them again` : '',
    ].join('');
  const width = Math.max(...all.map(([name]) => name.length));
  const lines = all.map(([name, count]) => `${name.padEnd(width)}  ${tell(count)}\n`).join('');
  const total = {
    added: sum('added'),
    changed: sum('changed'),
    unchanged: sum('unchanged'),
    leftOut: sum('leftOut'),
  };
  return `${lines}Imported in ${(milliseconds / 1_000).toFixed(1)} s: ${tell(total)}.\n`;
}
