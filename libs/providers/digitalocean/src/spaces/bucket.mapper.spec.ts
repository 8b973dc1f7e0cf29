import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toBucket } from './bucket.mapper';

const BUCKET = { name: 'shop-assets', created: '2024-05-06T07:08:09.123Z' };
const OWNER = { group: null, permission: 'FULL_CONTROL' };
const groups = 'http://acs.amazonaws.com/groups';

describe('toBucket', () => {
  it('maps a bucket', () => {
    const bucket = toBucket(BUCKET, 'fra1', [OWNER]);
    expect(bucket).toMatchObject({
      resourceId: 'space/shop-assets',
      resourceType: 'bucket',
      nativeType: 'space',
      name: 'shop-assets',
      region: 'fra1',
      isPublic: null,
      createdAt: '2024-05-06T07:08:09.123Z',
      raw: { ...BUCKET, region: 'fra1', grants: [OWNER] },
    });
    expect(discoveredResourceSchema.safeParse(bucket).error).toBeUndefined();
  });

  it.each([
    [[OWNER, { group: `${groups}/global/AllUsers`, permission: 'READ' }], true],
    [[OWNER, { group: `${groups}/global/AuthenticatedUsers`, permission: 'READ' }], true],
    [[OWNER, { group: `${groups}/s3/LogDelivery`, permission: 'WRITE' }], null],
    [[], null],
    [null, null],
  ])('reads the grants %j', (grants, isPublic) => {
    expect(toBucket(BUCKET, 'fra1', grants).isPublic).toBe(isPublic);
  });
});
