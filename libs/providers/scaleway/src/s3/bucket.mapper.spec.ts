import { shapeProblems } from '../testing/odd-fields';
import { toBucket, type BucketDocuments } from './bucket.mapper';

const GROUP = 'http://acs.amazonaws.com/groups/global';

const grant = (uri: string): string =>
  `<AccessControlPolicy><AccessControlList><Grant><Grantee><URI>${uri}</URI></Grantee>` +
  '<Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>';

const aBucket = (changes: Partial<BucketDocuments> = {}): BucketDocuments => ({
  bucket: '<Name>shop-media</Name><CreationDate>2025-01-07T14:16:08.000Z</CreationDate>',
  acl: '<AccessControlPolicy><AccessControlList/></AccessControlPolicy>',
  policyStatus: null,
  tagging: '<Tagging><TagSet><Tag><Key>a&amp;b</Key><Value></Value></Tag></TagSet></Tagging>',
  ...changes,
});

const policy = (word: string): string =>
  `<PolicyStatus><IsPublic>${word}</IsPublic></PolicyStatus>`;

describe('toBucket', () => {
  it('maps a bucket', () => {
    const bucket = toBucket(aBucket(), 'fr-par');
    expect(bucket).toMatchObject({
      resourceId: 'bucket/fr-par/shop-media',
      name: 'shop-media',
      region: 'fr-par',
      isPublic: false,
      tags: { 'a&b': '' },
      createdAt: '2025-01-07T14:16:08.000Z',
      attributes: { publicAccessBlocked: null, policyPublic: false, encryptedAtRest: null },
    });
    expect(shapeProblems(bucket)).toEqual([]);
  });

  it.each<[string, Partial<BucketDocuments>, boolean | null, boolean | null]>([
    ['a public policy', { policyStatus: policy('true') }, true, true],
    ['a public policy in capitals', { policyStatus: policy('TRUE') }, true, true],
    ['a policy for some', { policyStatus: policy('false') }, false, false],
    ['an odd policy status', { policyStatus: policy('perhaps') }, null, null],
    ['an unread policy status', { policyStatus: undefined }, null, null],
    ['an ACL for everyone', { acl: grant(`${GROUP}/AllUsers`) }, false, true],
    ['an ACL for every account', { acl: grant(`${GROUP}/AuthenticatedUsers`) }, false, true],
    ['an ACL for another group', { acl: grant('http://example.com/AllUsers') }, false, false],
    ['an unread ACL', { acl: undefined }, false, null],
  ])('%s', (_what, changes, policyPublic, isPublic) => {
    expect(toBucket(aBucket(changes), 'fr-par')).toMatchObject({
      isPublic,
      attributes: { policyPublic },
    });
  });

  it.each(['', 'text', '<', '<Tag><Key>'])('keeps the bucket when its documents are %j', (odd) => {
    const bucket = toBucket(aBucket({ acl: odd, policyStatus: odd, tagging: odd }), 'fr-par');
    expect(shapeProblems(bucket)).toEqual([]);
  });

  it('is null without a name', () => {
    expect(toBucket(aBucket({ bucket: '<Name></Name>' }), 'fr-par')).toBeNull();
  });
});
