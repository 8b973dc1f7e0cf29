import { expectKeptWhateverFieldsHold, linkTo, nameOf } from '../testing/odd-payloads';
import { isExternal, toAddress } from './address.mapper';

const anAddress = (changes: object = {}): Record<string, unknown> => ({
  kind: 'compute#address',
  id: '77',
  creationTimestamp: '2021-09-07T03:04:14.041-07:00',
  name: 'web-ip',
  address: '35.192.0.7',
  status: 'IN_USE',
  region: linkTo('regions/europe-west1'),
  selfLink: linkTo('regions/europe-west1/addresses/web-ip'),
  users: [linkTo('zones/europe-west1-b/instances/web-1')],
  addressType: 'EXTERNAL',
  ...changes,
});

describe('toAddress', () => {
  it('maps an address in use', () => {
    expect(toAddress(anAddress())).toMatchObject({
      resourceId: nameOf('regions/europe-west1/addresses/web-ip'),
      nativeType: 'compute.googleapis.com/Address',
      region: 'europe-west1',
      state: 'running',
      publicIps: ['35.192.0.7'],
      isPublic: true,
      relationships: [
        { kind: 'attached_to', resourceId: nameOf('zones/europe-west1-b/instances/web-1') },
      ],
      attributes: { address: '35.192.0.7', isStatic: true, isAttached: true },
    });
  });

  it('maps a reserved global range', () => {
    const selfLink = linkTo('global/addresses/range');
    const changes = { selfLink, status: 'RESERVED', users: undefined, prefixLength: 28 };
    expect(toAddress(anAddress(changes))).toMatchObject({
      nativeType: 'compute.googleapis.com/GlobalAddress',
      region: null,
      relationships: [],
      attributes: { address: '35.192.0.7/28', isAttached: false },
    });
  });

  it('is attached to nothing that is not collected', () => {
    const users = [linkTo('regions/europe-west1/vpnGateways/branch')];
    expect(toAddress(anAddress({ users }))?.relationships).toEqual([]);
  });

  it('is attached to the router whose NAT gateway uses it', () => {
    const users = [linkTo('regions/europe-west1/routers/nat')];
    expect(toAddress(anAddress({ users }))?.relationships).toEqual([
      { kind: 'attached_to', resourceId: nameOf('regions/europe-west1/routers/nat') },
    ]);
  });

  it.each([
    ['EXTERNAL', true],
    [undefined, true],
    ['INTERNAL', false],
  ])('of type %p is external: %p', (addressType, external) => {
    expect(isExternal(anAddress({ addressType }))).toBe(external);
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(toAddress, anAddress(), ['selfLink']);
  });
});
