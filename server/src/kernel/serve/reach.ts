/** How a command of the command line gets at the data: the server, or the folder to itself, or through who holds it. */
import type { Config } from '../config.ts';
import { NoControl, callControl } from '../control/index.ts';
import type { Database } from '../database/index.ts';
import { FolderLocked, lockFolder } from '../database/lock.ts';
import { openEmbedded, openServer } from '../database/open.ts';

/** What a running server is asked instead of doing `work` here; `tell` hears its progress. */
export type Request = { command: string; args: unknown; tell: (message: unknown) => void };

export async function reach<Result>(
  { databaseUrl, databaseDirectUrl, databasePool, data }: Config,
  { command, args, tell }: Request,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  if (databaseUrl) {
    const database = await openServer({ url: databaseUrl, directUrl: databaseDirectUrl, poolSize: databasePool });
    return work(database).finally(() => database.close());
  }
  const lock = tryLock(data);
  if (lock instanceof FolderLocked)
    return callControl(data, { command, args }, tell)
      .then((result) => result as Result)
      .catch((error: unknown) => {
        // Held by something that is no server, such as another command.
        throw error instanceof NoControl ? lock : error;
      });
  try {
    const database = await openEmbedded(data);
    return await work(database).finally(() => database.close());
  } finally {
    lock.release();
  }
}

function tryLock(folder: string) {
  try {
    return lockFolder(folder, new Date());
  } catch (error) {
    if (error instanceof FolderLocked) return error;
    throw error;
  }
}
