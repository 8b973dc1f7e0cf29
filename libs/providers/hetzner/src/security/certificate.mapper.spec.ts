import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toCertificate } from './certificate.mapper';

/** A managed certificate as `GET /certificates` lists it. */
const aCertificate = (changes: object = {}): Record<string, unknown> => ({
  id: 897,
  name: 'shop.example.com',
  labels: { team: 'shop' },
  type: 'managed',
  certificate: '-----BEGIN CERTIFICATE-----\n...',
  created: '2024-05-06T07:08:09Z',
  not_valid_before: '2024-05-06T07:08:09Z',
  not_valid_after: '2024-08-04T07:08:09Z',
  domain_names: ['shop.example.com'],
  fingerprint: '03:c7:55:9b:2a:d1:04:17:09:f6:d0:7f:18:34:63:d4:3e:5f',
  status: { issuance: 'completed', renewal: 'scheduled', error: null },
  used_by: [{ id: 4711, type: 'load_balancer' }],
  ...changes,
});

describe('toCertificate', () => {
  it('maps a managed certificate that a load balancer uses', () => {
    const raw = aCertificate();
    const certificate = toCertificate(raw);
    expect(certificate).toEqual({
      resourceId: 'certificate/897',
      resourceType: 'certificate',
      nativeType: 'certificate',
      name: 'shop.example.com',
      region: null,
      zone: null,
      state: 'running',
      nativeState: 'completed',
      size: null,
      privateIps: [],
      publicIps: [],
      isPublic: null,
      tags: { team: 'shop' },
      createdAt: '2024-05-06T07:08:09.000Z',
      relationships: [],
      price: null,
      attributes: {
        domainNames: ['shop.example.com'],
        expiresAt: '2024-08-04T07:08:09.000Z',
        renewsAutomatically: true,
        keyAlgorithm: null,
        isInUse: true,
      },
      raw,
    });
    expect(discoveredResourceSchema.safeParse(certificate).error).toBeUndefined();
  });

  it.each([
    ['managed', { issuance: 'pending' }, 'pending'],
    ['managed', { issuance: 'failed' }, 'error'],
    ['managed', { issuance: 'constructor' }, 'unknown'],
    ['managed', null, 'unknown'],
    ['uploaded', null, 'running'],
  ])('%s with the status %j is %s', (type, status, state) => {
    expect(toCertificate(aCertificate({ type, status }))?.state).toBe(state);
  });

  it('relates to users of a known kind only', () => {
    const used_by = [{ id: 1, type: 'gateway' }, { id: 2 }, null];
    expect(toCertificate(aCertificate({ used_by }))?.relationships).toEqual([]);
  });

  it.each([null, 42, {}, [null], 'text', [{ id: null }], true])(
    'keeps it when every other field is %p',
    (odd) => {
      const fields = Object.keys(aCertificate()).filter((field) => field !== 'id');
      const raw = aCertificate(Object.fromEntries(fields.map((field) => [field, odd])));
      expect(discoveredResourceSchema.safeParse(toCertificate(raw)).error).toBeUndefined();
    },
  );

  it.each([null, undefined, 'text', {}, { id: null }, { id: 'x' }])(
    'is null for %p, which has no id',
    (raw) => {
      expect(toCertificate(raw)).toBeNull();
    },
  );
});
