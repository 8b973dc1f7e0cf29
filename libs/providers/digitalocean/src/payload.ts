import { idOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { Relationship } from '@skyledger/resource-model';
import ipaddr from 'ipaddr.js';

/** A number or a text that identifies: droplets have the first, volumes the second. */
export function nativeIdOf(value: unknown): string | null {
  return idOf(value) ?? textOf(value);
}

/** The slug of a region, which some answers give by itself and others inside an object. */
export function regionOf(value: unknown): string | null {
  return textOf(value) ?? textOf(recordOf(value)['slug']);
}

/**
 * Tags are words, and many people write `key:value`: that becomes a pair, unless the key stands in
 * several tags (`k8s`, `k8s:worker`), which then stay whole, with an empty value.
 */
export function wordsAsTags(value: unknown): Record<string, string> {
  const words = [...new Set(textsOf(value))].sort();
  const uses = new Map<string, number>();
  for (const word of words) {
    const [key = word] = word.split(':');
    uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  return Object.fromEntries(
    words.map((word) => {
      const colon = word.indexOf(':');
      const key = word.slice(0, colon);
      return colon > 0 && uses.get(key) === 1 ? [key, word.slice(colon + 1)] : [word, ''];
    }),
  );
}

/** Addresses in their shortest form: older droplets are told in full and in capitals. */
export function addressOf(value: unknown): string | null {
  const text = textOf(value);
  return text !== null && ipaddr.isValid(text) ? ipaddr.parse(text).toString() : text;
}

/** An address or a range, in CIDR notation. */
export function cidrOf(text: string): string {
  if (text.includes('/') || !ipaddr.isValid(text)) return text;
  return `${text}/${ipaddr.parse(text).kind() === 'ipv4' ? 32 : 128}`;
}

/** Relationships of one kind to the items of a collection, each once, ids that are none left out. */
export function related(
  kind: Relationship['kind'],
  collection: string,
  ids: readonly unknown[],
): Relationship[] {
  const known = new Set(ids.map(nativeIdOf).filter((id) => id !== null));
  return [...known].sort().map((id) => ({ kind, resourceId: `${collection}/${id}` }));
}
