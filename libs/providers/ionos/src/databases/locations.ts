import { MalformedResponseError, ProviderError, type Page } from '@skyledger/provider-sdk';
import { classifyError } from '../classify-error';

/** Reads one location's part of a pass, from a cursor within it on. */
export type ReadLocation = (location: string, cursor: string | null) => AsyncIterable<Page>;

/**
 * Reads an API that every location has for itself, one location after the other. One that does not
 * answer is warned of and passed over, so that the others are not kept back; when none answered, the
 * pass fails. Rights are of the contract, so that a denial is one for all.
 *
 * @throws ProviderError
 */
export async function* eachLocation(
  locations: readonly string[],
  cursor: string | null,
  read: ReadLocation,
): AsyncGenerator<Page> {
  const [first, within] = readCursor(locations, cursor);
  let failures = 0;
  for (const [at, location] of locations.entries()) {
    if (at < first) continue;
    const following = locations[at + 1] ?? null;
    try {
      for await (const page of read(location, at === first ? within : null)) {
        const onward = page.cursor === null ? following : `${location} ${page.cursor}`;
        yield { ...page, cursor: onward };
      }
    } catch (error) {
      failures += 1;
      const isOver = following === null && failures === locations.length;
      if (!isUnavailable(error) || isOver) throw error;
      const message = `${location} could not be read: ${error.fault.message}`;
      const warnings = [{ code: 'unavailable', message }];
      yield { resources: [], cursor: following, warnings };
    }
  }
}

/** `<location>`, or `<location> <cursor of its list>`. */
function readCursor(
  locations: readonly string[],
  cursor: string | null,
): [at: number, within: string | null] {
  if (cursor === null) return [0, null];
  const [location = '', within = null] = cursor.split(' ');
  const at = locations.indexOf(location);
  if (at >= 0) return [at, within];
  const error = new MalformedResponseError('the cursor is none of an IONOS location');
  throw new ProviderError(classifyError(error), 'cursor', { cause: error });
}

function isUnavailable(error: unknown): error is ProviderError {
  return error instanceof ProviderError && error.fault.kind === 'unavailable';
}
