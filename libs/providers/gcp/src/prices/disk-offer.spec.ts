import { linkTo } from '../testing/odd-payloads';
import { diskOffer } from './disk-offer';

const ZONE = 'zones/europe-west1-b';
const REGION = 'regions/europe-west1';

const offer = (changes: object = {}): ReturnType<typeof diskOffer> =>
  diskOffer({
    selfLink: linkTo(`${ZONE}/disks/data`),
    type: linkTo(`${ZONE}/diskTypes/pd-ssd`),
    sizeGb: '200',
    status: 'READY',
    ...changes,
  });

describe('diskOffer', () => {
  it('is its size', () => {
    expect(offer()).toEqual({
      region: 'europe-west1',
      isSpot: false,
      per: 'month',
      parts: [{ item: 'pd-ssd', units: 200 }],
    });
  });

  it('is sold for more where it is in two zones', () => {
    const selfLink = linkTo(`${REGION}/disks/data`);
    const type = linkTo(`${REGION}/diskTypes/pd-balanced`);
    expect(offer({ selfLink, type })).toMatchObject({
      region: 'europe-west1',
      parts: [{ item: 'regional/pd-balanced', units: 200 }],
    });
  });

  it.each<[string, object]>([
    ['a disk with provisioned operations', { type: linkTo(`${ZONE}/diskTypes/pd-extreme`) }],
    ['a hyperdisk', { type: linkTo(`${ZONE}/diskTypes/hyperdisk-balanced`) }],
    ['a disk of an odd kind', { type: 42 }],
    ['a disk without a size', { sizeGb: 'large' }],
    ['an empty disk', { sizeGb: '0' }],
    ['a disk that could not be made', { status: 'FAILED' }],
    ['a disk of no place', { selfLink: linkTo('global/disks/data') }],
    ['a copy in another region', { asyncPrimaryDisk: { disk: linkTo(`${ZONE}/disks/other`) } }],
    ['a disk with copies', { asyncSecondaryDisks: { [linkTo(`${ZONE}/disks/copy`)]: {} } }],
  ])('is none for %s', (_what, changes) => {
    expect(offer(changes)).toBeNull();
  });

  it('is none for what is no disk', () => {
    expect(diskOffer(null)).toBeNull();
  });
});
