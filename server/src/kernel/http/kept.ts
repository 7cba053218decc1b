/**
 * Answers kept in memory as the bytes that are sent, up to a number of bytes together. What was asked for lately stays:
 * there is a younger and an older half, and when the younger is full it becomes the older, whose own are dropped.
 */
export type Kept<Value> = {
  get(key: string): Value | undefined;
  set(key: string, value: Value, bytes: number): void;
  delete(key: string): void;
  /** Bytes kept at this moment, at most. */
  size(): number;
};

/** What an entry takes beside its bytes and its key, about. */
const overhead = 400;

export function createKept<Value>(capacity: number): Kept<Value> {
  type Half = { entries: Map<string, { value: Value; bytes: number }>; bytes: number };
  const half = (): Half => ({ entries: new Map(), bytes: 0 });
  let young = half();
  let old = half();

  const add = (key: string, value: Value, bytes: number): void => {
    if (young.bytes + bytes > capacity / 2) {
      old = young;
      young = half();
    }
    young.entries.set(key, { value, bytes });
    young.bytes += bytes;
  };
  const remove = (from: Half, key: string): void => {
    const found = from.entries.get(key);
    if (!found) return;
    from.entries.delete(key);
    from.bytes -= found.bytes;
  };

  return {
    get(key) {
      const found = young.entries.get(key);
      if (found) return found.value;
      const older = old.entries.get(key);
      if (!older) return undefined;
      remove(old, key);
      add(key, older.value, older.bytes);
      return older.value;
    },
    set(key, value, bytes) {
      remove(young, key);
      remove(old, key);
      const taken = bytes + 2 * key.length + overhead;
      if (taken <= capacity / 2) add(key, value, taken);
    },
    delete(key) {
      remove(young, key);
      remove(old, key);
    },
    size: () => young.bytes + old.bytes,
  };
}
