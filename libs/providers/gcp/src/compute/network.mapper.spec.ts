import { expectKeptWhateverFieldsHold, linkTo, nameOf } from '../testing/odd-payloads';
import { toNetwork } from './network.mapper';

const aNetwork = (name: string, changes: object = {}): Record<string, unknown> => ({
  kind: 'compute#network',
  id: '7187875227597763497',
  creationTimestamp: '2021-04-02T00:52:38.645-07:00',
  name,
  selfLink: linkTo(`global/networks/${name}`),
  autoCreateSubnetworks: false,
  mtu: 1460,
  ...changes,
});

describe('toNetwork', () => {
  it('maps a network', () => {
    expect(toNetwork(aNetwork('backend'))).toMatchObject({
      resourceId: nameOf('global/networks/backend'),
      nativeType: 'compute.googleapis.com/Network',
      name: 'backend',
      region: null,
      createdAt: '2021-04-02T07:52:38.645Z',
      attributes: { cidrs: [], isDefault: false },
    });
  });

  it('knows the default network and the range of a legacy one', () => {
    expect(toNetwork(aNetwork('default', { IPv4Range: '10.240.0.0/16' }))?.attributes).toEqual({
      cidrs: ['10.240.0.0/16'],
      isDefault: true,
    });
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(toNetwork, aNetwork('backend'), ['selfLink']);
  });
});
