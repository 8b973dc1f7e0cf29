import { listOf, recordOf, textOf } from '@skyledger/provider-sdk';
import ipaddr from 'ipaddr.js';
import { networkOf } from '../addresses';
import { flagOf } from '../pve-values';

/** What rules of one place call by name. */
export interface Names {
  /** Address or network by alias. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Entries by the name of the IP set, as the API lists them. */
  readonly sets: ReadonlyMap<string, readonly unknown[]>;
}

/** The datacenter's names, and the guest's own, which come first. */
export interface AddressBook {
  readonly dc: Names;
  readonly guest: Names;
}

/** What a rule's source or destination comes to. */
export interface Resolved {
  cidrs: string[];
  /** Names that could not be resolved. */
  peers: string[];
}

export const NO_NAMES: Names = { aliases: new Map(), sets: new Map() };

export const ANYONE = ['0.0.0.0/0', '::/0'];

/** Names as the API lists them; those of sets and aliases are not case-sensitive. */
export function namesOf(
  aliases: readonly unknown[],
  sets: ReadonlyMap<string, readonly unknown[]>,
): Names {
  const byName = aliases.map(recordOf).flatMap((alias) => {
    const name = textOf(alias['name'])?.toLowerCase();
    const cidr = textOf(alias['cidr']);
    return name === undefined || cidr === null ? [] : [[name, cidr] as const];
  });
  const lower = [...sets].map(([name, entries]) => [name.toLowerCase(), entries] as const);
  return { aliases: new Map(byName), sets: new Map(lower) };
}

/**
 * Resolves what a rule names: nothing (anyone), `+set`, `+dc/set`, `+guest/set`, an alias with the
 * same prefixes, and lists of addresses, networks and ranges.
 */
export function resolve(text: string | null, book: AddressBook): Resolved {
  if (text === null) return { cidrs: [...ANYONE], peers: [] };
  if (text.startsWith('+')) return resolveSet(text.slice(1), book);
  const alias = aliasOf(text, book);
  if (alias !== null) return { cidrs: toCidrs(alias) ?? [], peers: [] };
  const resolved: Resolved = { cidrs: [], peers: [] };
  for (const part of text.split(',')) {
    const cidrs = toCidrs(part.trim());
    if (cidrs === null) resolved.peers.push(`alias/${part.trim()}`);
    else resolved.cidrs.push(...cidrs);
  }
  return { ...resolved, cidrs: joinHalves(resolved.cidrs) };
}

/** Whether a rule's source or destination may be a name of the guest's own. */
export function mayBeOfGuest(text: string | null): boolean {
  if (text === null) return false;
  if (/^\+?dc\//.test(text)) return false;
  return text.startsWith('+') || text.split(',').some((part) => toCidrs(part.trim()) === null);
}

/** The names of the guest's own sets that a rule may mean. */
export function setNameIn(text: string | null): string | null {
  const match = /^\+(?:guest\/)?([^/]+)$/.exec(text ?? '');
  return match?.[1] ?? null;
}

function resolveSet(name: string, book: AddressBook): Resolved {
  const entries = find(name, book, (names) => names.sets);
  if (entries === undefined) return { cidrs: [], peers: [`ipset/${name}`] };
  const resolved: Resolved = { cidrs: [], peers: [] };
  for (const entry of listOf(entries).map(recordOf)) {
    // Exceptions only make a set smaller; the model has no place for them.
    if (flagOf(entry['nomatch']) === true) continue;
    const text = textOf(entry['cidr']);
    if (text === null) continue;
    const cidrs = toCidrs(aliasOf(text, book) ?? text);
    if (cidrs === null) resolved.peers.push(`alias/${text}`);
    else resolved.cidrs.push(...cidrs);
  }
  return { ...resolved, cidrs: joinHalves(resolved.cidrs) };
}

function aliasOf(name: string, book: AddressBook): string | null {
  return find(name, book, (names) => names.aliases) ?? null;
}

function find<Value>(
  name: string,
  book: AddressBook,
  of: (names: Names) => ReadonlyMap<string, Value>,
): Value | undefined {
  const [, prefix, bare = name] = /^(dc|guest)\/(.+)$/.exec(name) ?? [];
  const key = bare.toLowerCase();
  if (prefix === 'dc') return of(book.dc).get(key);
  if (prefix === 'guest') return of(book.guest).get(key);
  return of(book.guest).get(key) ?? of(book.dc).get(key);
}

/** An address, a network or a range as networks; `null` when it is none of these. */
function toCidrs(text: string): string[] | null {
  const [from, to] = text.split('-');
  if (from !== undefined && to !== undefined) return cidrsOfRange(from, to);
  if (text.includes('/')) {
    const network = networkOf(text);
    return network === null ? null : [network];
  }
  if (!isAddress(text)) return null;
  const address = ipaddr.parse(text);
  return [`${address.toString()}/${address.kind() === 'ipv4' ? 32 : 128}`];
}

function isAddress(text: string): boolean {
  return /[.:]/.test(text) && ipaddr.isValid(text);
}

/** The fewest networks that make up a range, both ends included. */
function cidrsOfRange(from: string, to: string): string[] | null {
  if (!isAddress(from) || !isAddress(to)) return null;
  const [first, last] = [ipaddr.parse(from), ipaddr.parse(to)];
  if (first.kind() !== last.kind()) return null;
  const width = first.toByteArray().length * 8;
  const cidrs: string[] = [];
  let start = toNumber(first);
  const end = toNumber(last);
  while (start <= end) {
    let bits = 0;
    while (
      bits < width &&
      start % (1n << BigInt(bits + 1)) === 0n &&
      start + (1n << BigInt(bits + 1)) - 1n <= end
    ) {
      bits += 1;
    }
    cidrs.push(`${toAddress(start, width)}/${width - bits}`);
    start += 1n << BigInt(bits);
  }
  return cidrs;
}

function toNumber(address: ipaddr.IPv4 | ipaddr.IPv6): bigint {
  return address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function toAddress(number: bigint, width: number): string {
  const bytes = Array.from({ length: width / 8 }, (_, at) =>
    Number((number >> BigInt(width - 8 * (at + 1))) & 255n),
  );
  return ipaddr.fromByteArray(bytes).toString();
}

/** IP sets cannot hold everyone, so people write both halves. */
function joinHalves(cidrs: readonly string[]): string[] {
  let joined = [...new Set(cidrs)];
  for (const [low, high, all] of HALVES) {
    if (!joined.includes(low) || !joined.includes(high)) continue;
    joined = [...joined.filter((cidr) => cidr !== low && cidr !== high), all];
  }
  return joined;
}

const HALVES = [
  ['0.0.0.0/1', '128.0.0.0/1', '0.0.0.0/0'],
  ['::/1', '8000::/1', '::/0'],
] as const;
