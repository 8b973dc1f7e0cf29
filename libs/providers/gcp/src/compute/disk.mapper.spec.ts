import type { DiscoveredResource, Price } from '@skyledger/resource-model';
import { expectKeptWhateverFieldsHold, linkTo, nameOf } from '../testing/odd-payloads';
import { toDisk } from './disk.mapper';

const ZONE = 'zones/europe-west1-b';

const aDisk = (changes: object = {}): Record<string, unknown> => ({
  kind: 'compute#disk',
  id: '9007199254740993123',
  creationTimestamp: '2026-07-07T13:56:07.063-07:00',
  name: 'data',
  sizeGb: '200',
  zone: linkTo(ZONE),
  status: 'READY',
  selfLink: linkTo(`${ZONE}/disks/data`),
  type: linkTo(`${ZONE}/diskTypes/pd-ssd`),
  users: [linkTo(`${ZONE}/instances/web-1`)],
  labels: { team: 'shop' },
  ...changes,
});

const PRICE: Price = { hourly: '0.05', currency: 'USD', source: 'gcp:cloudbilling' };

const map = (changes: object = {}): DiscoveredResource<'volume'> | null =>
  toDisk(aDisk(changes), PRICE);

describe('toDisk', () => {
  it('maps a disk', () => {
    const raw = aDisk();
    const disk = toDisk(raw, PRICE);
    expect(disk).toMatchObject({
      resourceId: nameOf(`${ZONE}/disks/data`),
      nativeType: 'compute.googleapis.com/Disk',
      region: 'europe-west1',
      zone: 'europe-west1-b',
      state: 'running',
      tags: { team: 'shop' },
      relationships: [{ kind: 'attached_to', resourceId: nameOf(`${ZONE}/instances/web-1`) }],
      price: PRICE,
      attributes: { sizeGib: 200, encryptedAtRest: true, kind: 'pd-ssd' },
    });
    expect(disk?.raw).toBe(raw);
  });

  it('knows a regional disk', () => {
    const selfLink = linkTo('regions/europe-west1/disks/data');
    expect(map({ selfLink })).toMatchObject({ region: 'europe-west1', zone: null });
  });

  it.each([
    ['CREATING', 'pending'],
    ['FAILED', 'error'],
    ['odd', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(map({ status })?.state).toBe(state);
  });

  it.each([
    ['10', 10],
    [10, 10],
    ['ten', null],
    ['9'.repeat(30), null],
  ])('reads the size %p as %p', (sizeGb, sizeGib) => {
    expect(map({ sizeGb })?.attributes.sizeGib).toBe(sizeGib);
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold((raw) => toDisk(raw, PRICE), aDisk(), ['selfLink']);
  });
});
