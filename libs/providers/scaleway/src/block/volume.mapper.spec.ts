import { ODD_VALUES, shapeProblems, withOddFields } from '../testing/odd-fields';
import { toBlockVolume } from './volume.mapper';

const ID = '11111111-aaaa-4bbb-8ccc-000000000001';

const aReference = (changes: object = {}): Record<string, unknown> => ({
  id: 'r1',
  product_resource_type: 'instance_server',
  product_resource_id: 's1',
  type: 'exclusive',
  status: 'attached',
  ...changes,
});

const aVolume = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  name: 'data',
  type: 'sbs_5k',
  size: 107_374_182_400,
  created_at: '2025-01-07T14:16:08.122094Z',
  references: [aReference()],
  parent_snapshot_id: null,
  status: 'in_use',
  tags: [],
  zone: 'fr-par-1',
  specs: { perf_iops: 5000, class: 'sbs' },
  last_detached_at: null,
  kms_key_id: null,
  ...changes,
});

const read = (changes: object = {}): ReturnType<typeof toBlockVolume> =>
  toBlockVolume(aVolume(changes), 'fr-par-1');

describe('toBlockVolume', () => {
  it('maps a volume', () => {
    expect(read()).toMatchObject({
      resourceId: `volume/fr-par-1/${ID}`,
      nativeType: 'block_volume',
      state: 'running',
      nativeState: 'in_use',
      createdAt: '2025-01-07T14:16:08.122Z',
      relationships: [{ kind: 'attached_to', resourceId: 'server/fr-par-1/s1' }],
      attributes: { sizeGib: 100, encryptedAtRest: null, kind: 'sbs_5k' },
    });
    expect(shapeProblems(read())).toEqual([]);
  });

  it('is encrypted with a key of the Key Manager, and says nothing without one', () => {
    expect(read({ kms_key_id: 'k1' })?.attributes.encryptedAtRest).toBe(true);
    expect(read({ kms_key_id: '' })?.attributes.encryptedAtRest).toBeNull();
  });

  it.each([
    [{ status: 'detached' }],
    [{ product_resource_type: 'snapshot' }],
    [{ product_resource_id: null }],
  ])('is attached to nothing by the reference %j', (reference) => {
    expect(read({ references: [aReference(reference)] })?.relationships).toEqual([]);
  });

  it.each([
    ['creating', 'pending'],
    ['deleted', 'deleted'],
    ['locked', 'error'],
    ['unknown_status', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(read({ status })).toMatchObject({ state, nativeState: status });
  });

  it.each(ODD_VALUES)('keeps the volume when every other field is %j', (odd) => {
    expect(shapeProblems(toBlockVolume(withOddFields(aVolume(), odd), 'fr-par-1'))).toEqual([]);
  });

  it('is null without an id', () => {
    expect(toBlockVolume({ id: '' }, 'fr-par-1')).toBeNull();
  });
});
