import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toSnapshot } from './snapshot.mapper';

const aSnapshot = (changes: object = {}): Record<string, unknown> => ({
  id: '6372321',
  name: 'web-01-1595954862243',
  created_at: '2024-05-06T07:08:09Z',
  regions: ['nyc3'],
  resource_id: '200776916',
  resource_type: 'droplet',
  min_disk_size: 25,
  size_gigabytes: 2.34,
  tags: ['env:prod'],
  ...changes,
});

describe('toSnapshot', () => {
  it('maps a snapshot of a droplet', () => {
    const raw = aSnapshot();
    const snapshot = toSnapshot(raw);
    expect(snapshot).toMatchObject({
      resourceId: 'snapshot/6372321',
      resourceType: 'snapshot',
      name: 'web-01-1595954862243',
      region: 'nyc3',
      tags: { env: 'prod' },
      createdAt: '2024-05-06T07:08:09.000Z',
      relationships: [],
      attributes: {
        sizeGib: 2.34,
        encryptedAtRest: null,
        sourceId: 'droplet/200776916',
        isShared: null,
      },
    });
    expect(snapshot?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(snapshot).error).toBeUndefined();
  });

  it('maps a snapshot of a volume, which is encrypted as the volume is', () => {
    const [id, resource_id] = ['fbe805e8-866b-11e6-96bf-000f53315a41', '89bcc42f'];
    const raw = aSnapshot({ id, resource_id, resource_type: 'volume', tags: null });
    expect(toSnapshot(raw)).toMatchObject({
      resourceId: `snapshot/${id}`,
      tags: {},
      attributes: { encryptedAtRest: true, sourceId: 'volume/89bcc42f' },
    });
  });

  it.each([null, 42, {}, [null], 'text'])('keeps the snapshot when other fields are %p', (odd) => {
    const fields = Object.keys(aSnapshot()).filter((field) => field !== 'id');
    const snapshot = toSnapshot(aSnapshot(Object.fromEntries(fields.map((each) => [each, odd]))));
    expect(discoveredResourceSchema.safeParse(snapshot).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toSnapshot(aSnapshot({ id: null }))).toBeNull();
  });
});
