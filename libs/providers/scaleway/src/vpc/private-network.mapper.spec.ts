import { ODD_VALUES, shapeProblems, withOddFields } from '../testing/odd-fields';
import { toPrivateNetwork } from './private-network.mapper';

const ID = '11111111-aaaa-4bbb-8ccc-000000000001';

const aNetwork = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  name: 'shop',
  region: 'fr-par',
  tags: [],
  created_at: '2025-01-07T14:16:08.122094Z',
  subnets: [
    { id: 'b', subnet: 'fd5f:519c:6d46::/64' },
    { id: 'a', subnet: '10.1.0.0/22' },
  ],
  vpc_id: 'w1',
  dhcp_enabled: true,
  ...changes,
});

describe('toPrivateNetwork', () => {
  it('maps a private network with its ranges, in one order', () => {
    const network = toPrivateNetwork(aNetwork(), 'fr-par');
    expect(network).toMatchObject({
      resourceId: `private-network/fr-par/${ID}`,
      resourceType: 'subnet',
      relationships: [{ kind: 'runs_in', resourceId: 'vpc/fr-par/w1' }],
      attributes: { cidrs: ['10.1.0.0/22', 'fd5f:519c:6d46::/64'], assignsPublicIp: null },
    });
    expect(shapeProblems(network)).toEqual([]);
  });

  it('takes ranges as the first version of the API gave them', () => {
    const network = toPrivateNetwork(aNetwork({ subnets: ['10.1.0.0/22'] }), 'fr-par');
    expect(network?.attributes.cidrs).toEqual(['10.1.0.0/22']);
  });

  it.each(ODD_VALUES)('keeps the network when every other field is %j', (odd) => {
    expect(shapeProblems(toPrivateNetwork(withOddFields(aNetwork(), odd), 'fr-par'))).toEqual([]);
  });

  it('is null without an id', () => {
    expect(toPrivateNetwork(null, 'fr-par')).toBeNull();
  });
});
