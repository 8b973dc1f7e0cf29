import { ProviderError, type FaultKind, type Page } from '@skyledger/provider-sdk';
import { eachLocation, type ReadLocation } from './locations';

const LOCATIONS = ['de/fra', 'de/txl', 'es/vit'];

const failing = (kind: FaultKind): ProviderError =>
  new ProviderError({ kind, code: 'x', message: 'refused' }, 'GET /clusters');

/** Two pages in every location, except where it fails; remembers what was asked. */
function reader(failures: Readonly<Record<string, FaultKind>> = {}): {
  asked: [location: string, cursor: string | null][];
  read: ReadLocation;
} {
  const asked: [string, string | null][] = [];
  return {
    asked,
    read: async function* (location, cursor) {
      asked.push([location, cursor]);
      const kind = failures[location];
      if (kind !== undefined) throw failing(kind);
      if (cursor === null) yield { resources: [], cursor: '100:a:b' };
      yield { resources: [], cursor: null };
    },
  };
}

async function readAll(read: ReadLocation, cursor: string | null = null): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of eachLocation(LOCATIONS, cursor, read)) pages.push(page);
  return pages;
}

describe('eachLocation', () => {
  it('reads one location after the other, with cursors that say where', async () => {
    const { read, asked } = reader();
    const pages = await readAll(read);
    expect(pages.map((page) => page.cursor)).toEqual([
      'de/fra 100:a:b',
      'de/txl',
      'de/txl 100:a:b',
      'es/vit',
      'es/vit 100:a:b',
      null,
    ]);
    expect(asked).toEqual(LOCATIONS.map((location) => [location, null]));
  });

  it.each([
    [
      'de/txl',
      [
        ['de/txl', null],
        ['es/vit', null],
      ],
    ],
    [
      'de/txl 100:a:b',
      [
        ['de/txl', '100:a:b'],
        ['es/vit', null],
      ],
    ],
  ])('goes on from %s', async (cursor, expected) => {
    const { read, asked } = reader();
    await readAll(read, cursor);
    expect(asked).toEqual(expected);
  });

  it('warns of a location that does not answer, the last one too', async () => {
    for (const location of ['de/fra', 'es/vit']) {
      const pages = await readAll(reader({ [location]: 'unavailable' }).read);
      const warnings = pages.flatMap((page) => page.warnings ?? []);
      expect(warnings).toEqual([
        { code: 'unavailable', message: `${location} could not be read: refused` },
      ]);
      expect(pages).toHaveLength(5);
      expect(pages.at(-1)?.cursor).toBeNull();
    }
  });

  it('fails when none answers', async () => {
    const failures = Object.fromEntries(LOCATIONS.map((each) => [each, 'unavailable'] as const));
    await expect(readAll(reader(failures).read)).rejects.toThrow(ProviderError);
  });

  it('fails at once on anything else', async () => {
    const { read, asked } = reader({ 'de/fra': 'denied' });
    await expect(readAll(read)).rejects.toMatchObject({ fault: { kind: 'denied' } });
    expect(asked).toHaveLength(1);
  });

  it('refuses a cursor of elsewhere', async () => {
    await expect(readAll(reader().read, 'mars/olympus')).rejects.toMatchObject({
      fault: { kind: 'malformed' },
    });
  });
});
