import { expectKeptWhateverFieldsHold, linkTo, nameOf } from '../testing/odd-payloads';
import { toSubnetwork } from './subnetwork.mapper';

const aSubnetwork = (changes: object = {}): Record<string, unknown> => ({
  kind: 'compute#subnetwork',
  id: '2092086827055130207',
  creationTimestamp: '2018-07-13T05:18:56.311-07:00',
  name: 'apps',
  network: linkTo('global/networks/backend'),
  ipCidrRange: '10.168.0.0/20',
  gatewayAddress: '10.168.0.1',
  region: linkTo('regions/us-west2'),
  selfLink: linkTo('regions/us-west2/subnetworks/apps'),
  secondaryIpRanges: [{ rangeName: 'pods', ipCidrRange: '172.16.0.0/20' }],
  ...changes,
});

describe('toSubnetwork', () => {
  it('maps a subnetwork', () => {
    expect(toSubnetwork(aSubnetwork())).toMatchObject({
      resourceId: nameOf('regions/us-west2/subnetworks/apps'),
      nativeType: 'compute.googleapis.com/Subnetwork',
      region: 'us-west2',
      zone: null,
      state: 'running',
      relationships: [{ kind: 'runs_in', resourceId: nameOf('global/networks/backend') }],
      attributes: { cidrs: ['10.168.0.0/20', '172.16.0.0/20'], assignsPublicIp: null },
    });
  });

  it('is pending while it is drained', () => {
    expect(toSubnetwork(aSubnetwork({ state: 'DRAINING' }))).toMatchObject({
      state: 'pending',
      nativeState: 'DRAINING',
    });
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(toSubnetwork, aSubnetwork(), ['selfLink']);
  });
});
