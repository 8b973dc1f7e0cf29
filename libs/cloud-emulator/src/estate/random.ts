/** Bijective 32-bit mixer (the MurmurHash3 finalizer): distinct inputs stay distinct. */
export function mix32(value: number): number {
  let x = value | 0;
  x ^= x >>> 16;
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  x ^= x >>> 16;
  return x >>> 0;
}

/** The inverse of {@link mix32}; it lets an id be turned back into the index it was made from. */
export function unmix32(value: number): number {
  let x = value | 0;
  x ^= x >>> 16;
  x = Math.imul(x, 0x7ed1b41d);
  x ^= (x >>> 13) ^ (x >>> 26);
  x = Math.imul(x, 0xa5cb9243);
  x ^= x >>> 16;
  return x >>> 0;
}

/** A 32-bit salt from words such as seed, account, region and kind. */
export function saltOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  const text = parts.join('\u0000');
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return mix32(hash);
}

const HEX_BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Eight hexadecimal digits; by table, because ids are most of the work of making an item. */
export function hex8(value: number): string {
  return (
    `${HEX_BYTES[value >>> 24]}${HEX_BYTES[(value >>> 16) & 255]}` +
    `${HEX_BYTES[(value >>> 8) & 255]}${HEX_BYTES[value & 255]}`
  );
}

const MOST_REMEMBERED = 10_000;

/** Remembers what a function of small numbers gave, for values that many items share. */
export function remembered(make: (index: number) => string): (index: number) => string {
  const known: string[] = [];
  return (index) => {
    if (index >= MOST_REMEMBERED) return make(index);
    return (known[index] ??= make(index));
  };
}

/**
 * The random stream of one item: a pure function of salt and index, so that any item can be made
 * without making its neighbours.
 */
export class ItemRandom {
  private state: number;

  constructor(salt: number, index: number) {
    this.state = mix32(salt ^ Math.imul(index + 1, 0x9e3779b1));
  }

  /** A uniform unsigned 32-bit integer (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** A uniform integer from 0 to `limit - 1`. */
  int(limit: number): number {
    return Math.floor((this.next() / 0x1_0000_0000) * limit);
  }

  chance(share: number): boolean {
    return this.next() < share * 0x1_0000_0000;
  }

  pick<T>(list: readonly T[]): T {
    const value = list[this.int(list.length)];
    if (value === undefined) throw new Error('cannot pick from an empty list');
    return value;
  }

  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += hex8(this.next());
    return text.slice(0, digits);
  }

  /** A time within the given years before 2026-06-01, to the second. */
  time(years = 3): Date {
    return new Date(NEWEST - this.int(years * SECONDS_A_YEAR) * 1000);
  }
}

const NEWEST = Date.UTC(2026, 5, 1);
const SECONDS_A_YEAR = 365 * 24 * 3600;
