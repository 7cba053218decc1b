import { describe, expect, it } from 'vitest';
import { createPositions } from './position.ts';

const positions = createPositions(new Uint8Array(32).fill(7));

describe('a place in the order of events', () => {
  it.each([
    { tx: '0', id: 0 },
    { tx: '4713', id: 100_001 },
    { tx: String(2 ** 48 - 1), id: 2 ** 48 - 1 },
  ])('%o comes back as it was written', (position) => {
    expect(positions.read(positions.write(position))).toEqual(position);
    expect(positions.read(positions.writeFresh(position))).toEqual(position);
  });

  it('is the same again where it names an event, and never where it names the present', () => {
    const position = { tx: '12', id: 3 };
    expect(positions.write(position)).toBe(positions.write(position));
    expect(new Set(Array.from({ length: 50 }, () => positions.writeFresh(position))).size).toBe(50);
  });

  it('says nothing of how far it is from another', () => {
    const [one, next] = [positions.write({ tx: '12', id: 3 }), positions.write({ tx: '12', id: 4 })];
    const same = [...one].filter((char, at) => char === next[at]).length;
    expect(same).toBeLessThan(8);
  });

  it('of another installation is another place', () => {
    const other = createPositions(new Uint8Array(32).fill(8));
    expect(other.read(positions.write({ tx: '12', id: 3 }))).not.toEqual({ tx: '12', id: 3 });
  });

  it.each(['', 'x', '12-3', 'A'.repeat(21), 'A'.repeat(23), `${'A'.repeat(21)}!`])('is not %o', (text) => {
    expect(positions.read(text)).toBeUndefined();
  });
});
