import { MAX_IDLE_PAGES } from '../discovery-options';
import { ListingGuard } from './listing-guard';
import { EndlessListing } from './pass-errors';

let lastId = 0;

interface Listed {
  resources: { resourceId: string }[];
  cursor: string | null;
}

/** A page of resources that were not listed before. */
const page = (cursor: string | null, items = 1): Listed => ({
  resources: Array.from({ length: items }, () => ({ resourceId: `i-${(lastId += 1)}` })),
  cursor,
});

describe('ListingGuard', () => {
  it('lets an ordinary listing through', () => {
    const guard = new ListingGuard('ec2.instances', null);
    for (const cursor of ['a', 'b', 'c', null]) guard.check(page(cursor));
  });

  it('refuses a page that names itself, or an earlier one, as the next', () => {
    const guard = new ListingGuard('ec2.instances', null);
    guard.check(page('a'));
    guard.check(page('b'));
    expect(() => guard.check(page('b'))).toThrow(EndlessListing);
    expect(() => guard.check(page('a'))).toThrow('ec2.instances: the provider named the same');
  });

  it('counts the place it started from', () => {
    expect(() => new ListingGuard('ec2.instances', 'a').check(page('a'))).toThrow(EndlessListing);
  });

  it('bears some empty pages, but not for ever', () => {
    const guard = new ListingGuard('ec2.instances', null);
    for (let index = 0; index < MAX_IDLE_PAGES; index += 1) guard.check(page(`${index}`, 0));
    expect(() => guard.check(page('one too many', 0))).toThrow(
      '51 pages in a row told nothing new',
    );
  });

  it('does not follow new cursors to the same pages for ever', () => {
    const guard = new ListingGuard('ec2.instances', null);
    const pages = [page('a', 3), page('b', 3)];
    const readOn = (): void => {
      for (let index = 0; index < 2 + MAX_IDLE_PAGES + 1; index += 1) {
        guard.check({ ...pages[index % 2]!, cursor: `${index}` });
      }
    };
    expect(readOn).toThrow(EndlessListing);
  });

  it('starts counting again after a page with something', () => {
    const guard = new ListingGuard('ec2.instances', null);
    for (let index = 0; index < 3 * MAX_IDLE_PAGES; index += 1) {
      guard.check(page(`${index}`, index % MAX_IDLE_PAGES === 0 ? 1 : 0));
    }
  });

  it('is kept as an answer that cannot be understood, which leaves the pass incomplete', () => {
    expect(new EndlessListing('p', 'what').fault).toMatchObject({ kind: 'malformed' });
  });
});
