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

const takeLock =
  'pragma locking_mode = exclusive; begin exclusive; create table if not exists held (x); commit; begin exclusive;';

export function lockFolder(folder: string, now: Date): FolderLock {
  const note = join(folder, 'holder.json');
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    database = new DatabaseSync(join(folder, 'lock.sqlite'));
    database.exec(takeLock);
  } catch (cause) {
    database?.close();
    if (/locked|busy/i.test(String(cause))) throw new FolderLocked(folder, readHolder(note));
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `The data folder ${folder} cannot be used (${reason}). It must be a folder of this machine that you may write to: choose another with --data.`,
      { cause },
    );
  }
  const lock = database;
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
      lock.close();
    },
  };
}

/** Undefined when the note is not there, or is not one that a holder wrote to its end. */
export function readHolder(note: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(note, 'utf8')) as Partial<Holder> | null;
    return holder?.pid && holder.host && holder.since ? (holder as Holder) : undefined;
  } catch {
    return undefined;
  }
}
