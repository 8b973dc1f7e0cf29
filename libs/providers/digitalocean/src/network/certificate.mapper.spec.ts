import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toCertificate } from './certificate.mapper';

const ID = '892071a0-bb95-49bc-8021-3afd67a210bf';

const aCertificate = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  name: 'web-cert-01',
  not_after: '2024-08-06T07:08:09Z',
  sha1_fingerprint: 'dfcc9f57d86bf58e321c2c6c31c7a971be244ac7',
  created_at: '2024-05-06T07:08:09Z',
  dns_names: ['www.example.com'],
  state: 'verified',
  type: 'lets_encrypt',
  ...changes,
});

describe('toCertificate', () => {
  it('maps a certificate', () => {
    const raw = aCertificate();
    const certificate = toCertificate(raw);
    expect(certificate).toMatchObject({
      resourceId: `certificate/${ID}`,
      resourceType: 'certificate',
      name: 'web-cert-01',
      state: 'running',
      nativeState: 'verified',
      createdAt: '2024-05-06T07:08:09.000Z',
      attributes: {
        domainNames: ['www.example.com'],
        expiresAt: '2024-08-06T07:08:09.000Z',
        renewsAutomatically: true,
        keyAlgorithm: null,
        isInUse: null,
      },
    });
    expect(certificate?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(certificate).error).toBeUndefined();
  });

  it.each([
    ['pending', 'pending'],
    ['error', 'error'],
    ['constructor', 'unknown'],
  ])('reads the state %s as %s', (told, state) => {
    expect(toCertificate(aCertificate({ state: told }))?.state).toBe(state);
  });

  it.each([null, 42, {}, [null], 'text'])('keeps it when other fields are %p', (odd) => {
    const fields = Object.keys(aCertificate()).filter((field) => field !== 'id');
    const raw = aCertificate(Object.fromEntries(fields.map((field) => [field, odd])));
    expect(discoveredResourceSchema.safeParse(toCertificate(raw)).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toCertificate(aCertificate({ id: null }))).toBeNull();
  });
});
