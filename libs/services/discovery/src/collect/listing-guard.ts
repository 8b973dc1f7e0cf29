import { hash } from 'node:crypto';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { MAX_IDLE_PAGES } from '../discovery-options';
import { EndlessListing } from './pass-errors';

/**
 * Notices a listing that would never end: a cursor that comes again, or page after page that holds
 * nothing, or only what was listed before.
 *
 * It lives as long as its pass, and a text cut out of a page keeps the whole page in memory, so that it
 * knows cursors and resources by their digests.
 */
export class ListingGuard {
  private readonly cursors = new Set<string>();
  /** The first resource of each page stands for the page. */
  private readonly firstIds = new Set<string>();
  private idle = 0;

  constructor(
    private readonly passKey: string,
    start: string | null,
  ) {
    if (start !== null) this.cursors.add(digest(start));
  }

  /** @throws EndlessListing */
  check(page: {
    resources: readonly Pick<DiscoveredResource, 'resourceId'>[];
    cursor: string | null;
  }): void {
    if (page.cursor === null) return;
    const cursor = digest(page.cursor);
    if (this.cursors.has(cursor)) {
      throw new EndlessListing(this.passKey, 'the provider named the same next page twice');
    }
    this.cursors.add(cursor);
    const id = page.resources[0]?.resourceId;
    const first = id === undefined ? undefined : digest(id);
    this.idle = first === undefined || this.firstIds.has(first) ? this.idle + 1 : 0;
    if (first !== undefined) this.firstIds.add(first);
    if (this.idle > MAX_IDLE_PAGES) {
      throw new EndlessListing(this.passKey, `${this.idle} pages in a row told nothing new`);
    }
  }
}

function digest(text: string): string {
  return hash('sha256', text, 'base64');
}
