import { textOf } from '@skyledger/provider-sdk';

/**
 * Path and query of a link, from the base address on; `null` when it leads to another origin, out of
 * the base address, or to a path that is not allowed.
 */
export function linkBelow(baseUrl: string, link: unknown, allowed: RegExp): string | null {
  const text = textOf(link);
  if (text === null || !URL.canParse(text)) return null;
  const base = new URL(baseUrl);
  const url = new URL(text);
  const root = base.pathname.replace(/\/+$/, '');
  if (url.origin !== base.origin || url.username !== '' || url.password !== '') return null;
  if (!url.pathname.toLowerCase().startsWith(`${root}/`.toLowerCase())) return null;
  const path = url.pathname.slice(root.length);
  return allowed.test(path) ? path + url.search : null;
}
