import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toDomain } from './domain.mapper';

describe('toDomain', () => {
  it('maps a domain', () => {
    const raw = { name: 'example.com', ttl: 1800, zone_file: '$ORIGIN example.com.\n' };
    const domain = toDomain(raw);
    expect(domain).toMatchObject({
      resourceId: 'domain/example.com',
      resourceType: 'dns_zone',
      name: 'example.com',
      isPublic: true,
      attributes: { domainName: 'example.com', isPrivate: false },
    });
    expect(domain?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(domain).error).toBeUndefined();
  });

  it.each([null, 'example.com', {}, { name: null }, { name: 7 }])('is null for %j', (raw) => {
    expect(toDomain(raw)).toBeNull();
  });
});
