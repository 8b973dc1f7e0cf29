import type { DiscoveredResource } from '@skyledger/resource-model';
import { expectKeptWhateverFieldsHold } from '../testing/odd-payloads';
import { toBucket } from './bucket.mapper';

const aBucket = (changes: object = {}): Record<string, unknown> => ({
  kind: 'storage#bucket',
  selfLink: 'https://www.googleapis.com/storage/v1/b/shop-media',
  id: 'shop-media',
  name: 'shop-media',
  projectNumber: '123456789012',
  location: 'EUROPE-WEST1',
  storageClass: 'STANDARD',
  timeCreated: '2026-01-29T19:59:58.666Z',
  labels: { team: 'shop' },
  iamConfiguration: {
    uniformBucketLevelAccess: { enabled: true },
    publicAccessPrevention: 'enforced',
  },
  encryption: { defaultKmsKeyName: 'projects/shop/locations/eu/keyRings/main/cryptoKeys/media' },
  locationType: 'region',
  ...changes,
});

const policy = (...members: string[]): object => ({
  kind: 'storage#policy',
  bindings: [
    { role: 'roles/storage.legacyBucketOwner', members: ['projectOwner:shop'] },
    { role: 'roles/storage.objectViewer', members, condition: { expression: 'true' } },
  ],
});

describe('toBucket', () => {
  it('maps a bucket', () => {
    const raw = aBucket();
    const bucket = toBucket(raw, policy('group:shop@example.com'));
    expect(bucket).toMatchObject({
      resourceId: '//storage.googleapis.com/shop-media',
      nativeType: 'storage.googleapis.com/Bucket',
      name: 'shop-media',
      region: 'europe-west1',
      size: 'STANDARD',
      isPublic: false,
      tags: { team: 'shop' },
      createdAt: '2026-01-29T19:59:58.666Z',
      attributes: {
        publicAccessBlocked: true,
        policyPublic: false,
        encryptedAtRest: true,
        encryptionKeyId: 'projects/shop/locations/eu/keyRings/main/cryptoKeys/media',
        versioned: false,
        accessLogged: false,
      },
    });
    expect(bucket?.raw).toBe(raw);
  });

  it.each(['allUsers', 'allAuthenticatedUsers'])('is public when %s may read', (member) => {
    const inherited = aBucket({ iamConfiguration: { publicAccessPrevention: 'inherited' } });
    expect(toBucket(inherited, policy(member))).toMatchObject({
      isPublic: true,
      attributes: { publicAccessBlocked: false, policyPublic: true },
    });
    expect(toBucket(aBucket(), policy(member))).toMatchObject({
      isPublic: false,
      attributes: { publicAccessBlocked: true, policyPublic: true },
    });
  });

  it.each([
    ['enforced', true],
    ['inherited', false],
    ['unspecified', false],
    ['odd', null],
    [undefined, null],
  ])('with the prevention %p is blocked: %p', (publicAccessPrevention, blocked) => {
    const bucket = toBucket(aBucket({ iamConfiguration: { publicAccessPrevention } }), null);
    expect(bucket?.attributes.publicAccessBlocked).toBe(blocked);
  });

  it.each<[object, boolean | null, boolean | null]>([
    [{ versioning: { enabled: true }, logging: { logBucket: 'logs' } }, true, true],
    [{ versioning: { enabled: false }, logging: { logObjectPrefix: 'x' } }, false, null],
    [{ versioning: null, logging: null }, null, null],
    [{ versioning: { enabled: 'true' }, logging: 'logs' }, null, null],
  ])('with %j is versioned: %p, logged: %p', (changes, versioned, accessLogged) => {
    expect(toBucket(aBucket(changes), null)?.attributes).toMatchObject({ versioned, accessLogged });
  });

  it('does not know what a policy says that was not read', () => {
    expect(toBucket(aBucket(), null)?.attributes.policyPublic).toBeNull();
  });

  it.each<[unknown, boolean | null]>([
    [{}, false],
    [{ bindings: null }, null],
    [{ bindings: [null, { members: 'allUsers' }, { members: [7] }] }, false],
    ['text', null],
  ])('reads the odd policy %j as %p', (odd, policyPublic) => {
    expect(toBucket(aBucket(), odd)?.attributes.policyPublic).toBe(policyPublic);
  });

  it('is kept whatever its fields hold', () => {
    const map = (raw: unknown): DiscoveredResource | null => toBucket(raw, null);
    expectKeptWhateverFieldsHold(map, aBucket(), ['id']);
  });
});
