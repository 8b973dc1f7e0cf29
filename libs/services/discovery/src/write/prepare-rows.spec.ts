import type { DiscoveredResource } from '@skyledger/resource-model';
import { aVm } from '../testing/a-vm';
import { jsonText, prepareRow, prepareRows, type ResourceRow } from './prepare-rows';

const cleaned = (overrides: Partial<DiscoveredResource<'vm'>>, id = 'i-1'): DiscoveredResource =>
  resourceOf(prepareRow(aVm(id, overrides)));

function resourceOf({ content }: ResourceRow): DiscoveredResource {
  if (Buffer.isBuffer(content)) throw new Error('a line in place of the resource');
  return content;
}

describe('prepareRows', () => {
  it('sorts by id, so that two writers lock in one order', () => {
    const ids = ['b', 'a', 'B', 'ä', '10', '9'];
    const rows = prepareRows(ids.map((id) => aVm(id)));
    expect(rows.map((row) => row.resourceId)).toEqual([...ids].sort());
  });

  it('makes one row of an id that is listed twice: the last', () => {
    const rows = prepareRows([aVm('i-1', { name: 'first' }), aVm('i-1', { name: 'last' })]);
    expect(rows.map((row) => resourceOf(row).name)).toEqual(['last']);
  });

  it('makes one row of ids that are the same once cleaned', () => {
    expect(prepareRows([aVm('i\0'), aVm('i\u{fffd}')])).toHaveLength(1);
  });

  describe('the content hash', () => {
    const hash = (overrides: Partial<DiscoveredResource<'vm'>>): string =>
      prepareRow(aVm('i-1', overrides)).contentHash;

    it('is of sixteen bytes, and the same for the same content', () => {
      expect(hash({})).toMatch(/^[0-9a-f]{32}$/);
      expect(hash({})).toBe(hash({}));
    });

    it('leaves out the payload and the order of tags', () => {
      expect(hash({ raw: { other: true } })).toBe(hash({}));
      expect(hash({ tags: { a: '1', b: '2' } })).toBe(hash({ tags: { b: '2', a: '1' } }));
    });

    it.each<Partial<DiscoveredResource<'vm'>>>([
      { name: null },
      { state: 'stopped' },
      { region: 'us-east-1' },
      { privateIps: ['10.0.0.2'] },
      { publicIps: ['10.0.0.1'], privateIps: [] },
      { isPublic: null },
      { tags: {} },
      { price: { hourly: '0.1', currency: 'USD', source: 'x' } },
      { relationships: [] },
      { createdAt: null },
      { attributes: { ...aVm('i-1').attributes, metadataTokenRequired: null } },
    ])('differs when anything else does: %j', (overrides) => {
      expect(hash(overrides)).not.toBe(hash({}));
    });

    it('does not run neighbouring fields together', () => {
      expect(hash({ region: 'ab', zone: 'c' })).not.toBe(hash({ region: 'a', zone: 'bc' }));
      expect(hash({ name: null })).not.toBe(hash({ name: 'null' }));
    });
  });

  describe('bounds', () => {
    it('cuts a long name and says so', () => {
      const { name } = cleaned({ name: 'x'.repeat(20_480) });
      expect(name).toHaveLength(1024);
      expect(name).toMatch(/^x+…$/);
    });

    it('keeps a name of the longest length whole', () => {
      expect(cleaned({ name: 'x'.repeat(1024) }).name).toBe('x'.repeat(1024));
    });

    it('does not cut a character in two', () => {
      const { name } = cleaned({ name: 'x' + '🛰'.repeat(2000) });
      expect(name!.isWellFormed()).toBe(true);
    });

    it('cuts a tag of a megabyte and keeps its neighbours', () => {
      const { tags } = cleaned({ tags: { big: 'x'.repeat(1 << 20), small: 'y' } });
      expect(tags['big']).toHaveLength(65_536);
      expect(tags['small']).toBe('y');
    });

    it.each(['x', 'ж', '漢', '🛰'])('fits an id of any letters (%s) into an index row', (letter) => {
      const { resourceId } = cleaned({}, letter.repeat(5000));
      expect(Buffer.byteLength(resourceId)).toBeLessThanOrEqual(1024);
      expect(resourceId.isWellFormed()).toBe(true);
    });

    it('keeps long ids apart that differ at the end only', () => {
      const long = 'x'.repeat(3000);
      const rows = prepareRows([aVm(`${long}1`), aVm(`${long}2`), aVm(`${long}1`)]);
      expect(rows).toHaveLength(2);
    });
  });

  it('keeps tags whose names are those of object members', () => {
    const text = '{"__proto__":"a\\u0000","constructor":"b","toString":"c"}';
    const tags = JSON.parse(text) as Record<string, string>;
    expect(JSON.stringify(cleaned({ tags }).tags)).toBe(
      '{"__proto__":"a\u{fffd}","constructor":"b","toString":"c"}',
    );
  });

  it('leaves out a time that the calendar of the database does not have', () => {
    expect(cleaned({ createdAt: new Date(8.64e15).toISOString() }).createdAt).toBeNull();
    expect(cleaned({ createdAt: new Date(-8.64e15).toISOString() }).createdAt).toBeNull();
    expect(cleaned({ createdAt: '0001-01-01T00:00:00Z' }).createdAt).toBe('0001-01-01T00:00:00Z');
  });
});

describe('jsonText', () => {
  it.each<[unknown, string]>([
    [{ a: 'nul\0' }, '{"a":"nul\u{fffd}"}'],
    [['\ud800'], '["\u{fffd}"]'],
    [{ 'k\0': 1 }, '{"k\u{fffd}":1}'],
    ['a text that spells \\u0000', '"a text that spells \\\\u0000"'],
    ['🛰', '"🛰"'],
    [undefined, 'null'],
  ])('%j', (value, text) => {
    expect(jsonText(value)).toBe(text);
  });
});
