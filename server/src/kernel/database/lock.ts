/**
 * One process at a time on a data folder: PGlite has no such protection and two processes lose acknowledged writes.
 * The lock is the operating system's own (taken through SQLite's exclusive mode), so that it ends with its process
 * however that ends, and a folder never stays locked by somebody who is gone.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type Holder = { pid: number; host: string; since: string; address?: string };

export class FolderLocked extends Error {
  override name = 'FolderLocked';
  readonly holder: Holder | undefined;

  constructor(folder: string, holder: Holder | undefined) {
    const who = holder
      ? `process ${holder.pid} on ${holder.host}, since ${holder.since}${holder.address ? `, serving ${holder.address}` : ''}`
      : 'another process';
    super(`The data folder ${folder} is in use by ${who}. Stop it, or choose another folder with --data.`);
    this.holder = holder;
  }
}

export type FolderLock = {
  /** Tells whoever is refused where this process serves. */
  announce(address: string): void;
  release(): void;
};

export function lockFolder(folder: string, now: Date): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const note = join(folder, 'holder.json');
  const database = new DatabaseSync(join(folder, 'lock.sqlite'));
  try {
    database.exec(
      'pragma locking_mode = exclusive; begin exclusive; create table if not exists held (x); commit; begin exclusive;',
    );
  } catch (error) {
    database.close();
    if (!/locked|busy/i.test(String(error))) throw error;
    throw new FolderLocked(folder, readHolder(note));
  }
  const holder: Holder = { pid: process.pid, host: hostname(), since: now.toISOString() };
  const write = () => writeFileSync(note, JSON.stringify(holder), { mode: 0o600 });
  write();
  return {
    announce(address) {
      holder.address = address;
      write();
    },
    release() {
      rmSync(note, { force: true });
      database.close();
    },
  };
}

export function readHolder(note: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(note, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}
