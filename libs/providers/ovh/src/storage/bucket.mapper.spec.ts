import { BUCKET, PROJECT } from '../testing/payloads';
import { toBucket } from './bucket.mapper';

describe('toBucket', () => {
  it('maps a bucket with what its own request tells', () => {
    expect(toBucket(BUCKET, PROJECT, 'GRA')).toMatchObject({
      resourceId: `${PROJECT}/bucket/GRA/invoices`,
      resourceType: 'bucket',
      name: 'invoices',
      region: 'GRA',
      tags: { environment: 'prod' },
      createdAt: '2025-09-26T18:43:14.376Z',
      attributes: {
        publicAccessBlocked: null,
        policyPublic: null,
        encryptedAtRest: false,
        encryptionKeyId: null,
        versioned: null,
        accessLogged: null,
      },
    });
  });

  it.each([
    [{ sseAlgorithm: 'AES256' }, true],
    [{ sseAlgorithm: 'plaintext' }, false],
    [{ sseAlgorithm: null }, null],
    [null, null],
  ])('of the encryption %j says that it is encrypted: %p', (encryption, expected) => {
    const bucket = toBucket({ ...BUCKET, encryption }, PROJECT, 'GRA');
    expect(bucket?.attributes.encryptedAtRest).toBe(expected);
  });

  it('keeps buckets of one name in two regions apart', () => {
    const untold = { ...BUCKET, region: null };
    expect(toBucket(untold, PROJECT, 'SBG')?.resourceId).toBe(`${PROJECT}/bucket/SBG/invoices`);
  });
});
