import type { DiscoveredResource } from '@skyledger/resource-model';
import { MAX_IDLE_PAGES } from '../discovery-options';
import { EndlessListing } from './pass-errors';

/**
 * Notices a listing that would never end: a cursor that comes again, or page after page that holds
 * nothing, or only what was listed before.
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
    if (start !== null) this.cursors.add(start);
  }

  /** @throws EndlessListing */
  check(page: {
    resources: readonly Pick<DiscoveredResource, 'resourceId'>[];
    cursor: string | null;
  }): void {
    if (page.cursor === null) return;
    if (this.cursors.has(page.cursor)) {
      throw new EndlessListing(this.passKey, 'the provider named the same next page twice');
    }
    this.cursors.add(page.cursor);
    const first = page.resources[0]?.resourceId;
    this.idle = first === undefined || this.firstIds.has(first) ? this.idle + 1 : 0;
    if (first !== undefined) this.firstIds.add(first);
    if (this.idle > MAX_IDLE_PAGES) {
      throw new EndlessListing(this.passKey, `${this.idle} pages in a row told nothing new`);
    }
  }
}
