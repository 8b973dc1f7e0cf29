import { MalformedResponseError, ProviderError } from '@skyledger/provider-sdk';
import { classifyError } from './classify-error';

/** Where the reading of a list stands. */
export interface Position {
  /** The page to be read next; the first is 1. */
  page: number;
  /** First id of the page before it; `null` at the start. */
  firstId: string | null;
  /** Id at the last place of the page before it; `null` at the start, and where that was not full. */
  lastId: string | null;
}

/** Where the reading of a pass stands: the zone or region, and the place in its list. */
export interface PlacePosition extends Position {
  place: string;
}

export const START: Position = { page: 1, firstId: null, lastId: null };

/** A JSON list, since ids are texts of the provider's choice. */
export function writeCursor({ place, page, firstId, lastId }: PlacePosition): string {
  return JSON.stringify([place, page, firstId, lastId]);
}

/**
 * Reads what `writeCursor` wrote.
 * @throws ProviderError of kind `malformed` when the cursor is none of ours
 */
export function readCursor(cursor: string): PlacePosition {
  const [place, page, firstId, lastId] = parse(cursor);
  if (
    typeof place === 'string' &&
    typeof page === 'number' &&
    Number.isSafeInteger(page) &&
    page > 0 &&
    isTextOrNull(firstId) &&
    isTextOrNull(lastId)
  ) {
    return { place, page, firstId, lastId };
  }
  return refuseCursor();
}

/** @throws ProviderError always */
export function refuseCursor(): never {
  const error = new MalformedResponseError('the cursor is none of a Scaleway list');
  throw new ProviderError(classifyError(error), 'cursor', { cause: error });
}

function parse(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(cursor);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
