import { expectKeptWhateverFieldsHold } from '../testing/odd-payloads';
import { toDataset } from './dataset.mapper';

const LISTED = {
  kind: 'bigquery#dataset',
  id: 'shop:orders',
  datasetReference: { datasetId: 'orders', projectId: 'shop' },
  labels: { team: 'shop' },
  location: 'EU',
};

const aDataset = (changes: object = {}): Record<string, unknown> => ({
  ...LISTED,
  access: [{ role: 'OWNER', specialGroup: 'projectOwners' }],
  creationTime: '1767323045678',
  defaultEncryptionConfiguration: { kmsKeyName: 'key' },
  ...changes,
});

describe('toDataset', () => {
  it('maps a dataset', () => {
    expect(toDataset(LISTED, aDataset())).toMatchObject({
      resourceId: '//bigquery.googleapis.com/projects/shop/datasets/orders',
      nativeType: 'bigquery.googleapis.com/Dataset',
      name: 'orders',
      region: 'eu',
      isPublic: false,
      tags: { team: 'shop' },
      createdAt: '2026-01-02T03:04:05.678Z',
      attributes: { isPublic: false, encryptionKeyId: 'key' },
    });
  });

  it.each<[unknown, boolean | null]>([
    [[{ iamMember: 'allUsers' }], true],
    [[{ specialGroup: 'allAuthenticatedUsers' }], true],
    [[{ specialGroup: 'projectReaders' }, null, { iamMember: 7 }], false],
    [undefined, null],
    ['allUsers', null],
  ])('with the access %j is public: %p', (access, isPublic) => {
    expect(toDataset(LISTED, aDataset({ access }))?.attributes.isPublic).toBe(isPublic);
  });

  it('is kept from the list where it may not be read by itself', () => {
    expect(toDataset(LISTED, null)).toMatchObject({
      createdAt: null,
      attributes: { isPublic: null, encryptionKeyId: null },
      raw: LISTED,
    });
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold((raw) => toDataset(raw, null), LISTED, ['datasetReference']);
    const map = (raw: unknown): ReturnType<typeof toDataset> =>
      raw === null || typeof raw !== 'object' || Array.isArray(raw) ? null : toDataset(LISTED, raw);
    expectKeptWhateverFieldsHold(map, aDataset(), []);
    expect(toDataset(LISTED, aDataset({ creationTime: '9999999999999999' }))?.createdAt).toBeNull();
  });
});
