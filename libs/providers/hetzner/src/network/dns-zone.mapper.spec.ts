import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toDnsZone } from './dns-zone.mapper';

const aZone = (changes: object = {}): Record<string, unknown> => ({
  id: 42,
  name: 'example.com',
  created: '2024-05-06T07:08:09Z',
  mode: 'primary',
  primary_nameservers: [],
  labels: { team: 'shop' },
  protection: { delete: false },
  ttl: 3600,
  status: 'ok',
  record_count: 12,
  authoritative_nameservers: { assigned: [], delegated: [], delegation_last_check: null },
  registrar: 'other',
  ...changes,
});

describe('toDnsZone', () => {
  it('maps a zone', () => {
    const raw = aZone();
    const zone = toDnsZone(raw);
    expect(zone).toMatchObject({
      resourceId: 'zone/42',
      resourceType: 'dns_zone',
      nativeType: 'zone',
      name: 'example.com',
      state: 'running',
      nativeState: 'ok',
      isPublic: true,
      tags: { team: 'shop' },
      createdAt: '2024-05-06T07:08:09.000Z',
      attributes: {
        domainName: 'example.com',
        isPrivate: false,
        dnssecEnabled: null,
        recordCount: 12,
      },
      raw,
    });
    expect(discoveredResourceSchema.safeParse(zone).error).toBeUndefined();
  });

  it.each([
    ['updating', 'pending'],
    ['error', 'error'],
    ['constructor', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(toDnsZone(aZone({ status }))).toMatchObject({ state, nativeState: status });
  });

  it.each([null, 4.2, {}, [null], 'text', true])('keeps it when every other field is %p', (odd) => {
    const fields = Object.keys(aZone()).filter((field) => field !== 'id');
    const raw = aZone(Object.fromEntries(fields.map((field) => [field, odd])));
    expect(discoveredResourceSchema.safeParse(toDnsZone(raw)).error).toBeUndefined();
  });

  it.each([null, 'text', {}, { id: null }])('is null for %p, which has no id', (raw) => {
    expect(toDnsZone(raw)).toBeNull();
  });
});
