import { MalformedResponseError, recordOf } from '@skyledger/provider-sdk';

interface AskedPage {
  offset: number;
  items: readonly unknown[];
  pageSize: number | null;
}

/**
 * Where the list goes on, from the `next` of its links, which is there only where it does. Of the
 * address no more than the offset is used: it is the API's word, not a place to send credentials to.
 * @throws MalformedResponseError when the answer does not tell, or leads nowhere
 */
export function nextOffset(links: unknown, { offset, items, pageSize }: AskedPage): number | null {
  if (typeof links !== 'object' || links === null) {
    if (pageSize === null) return null;
    throw new MalformedResponseError('the answer does not say whether more follows');
  }
  const { next } = recordOf(links);
  if (next === undefined || next === null) return null;
  if (pageSize === null) throw new MalformedResponseError('a list without pages goes on');
  const told = typeof next === 'string' ? offsetIn(next) : null;
  // Each page is asked for from the last item of the one before on, so it must bring two or more.
  if (told === null || told <= offset + 1 || items.length < 2) {
    throw new MalformedResponseError(`the page from ${offset} on leads nowhere`);
  }
  // A page may be larger than asked for; what it brought is not asked for again, nor skipped.
  if (told > offset + Math.max(pageSize, items.length)) {
    throw new MalformedResponseError(`the page after the one from ${offset} on leaves items out`);
  }
  return offset + items.length;
}

function offsetIn(address: string): number | null {
  const value = new URLSearchParams(address.split('?')[1] ?? '').get('offset');
  return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : null;
}
