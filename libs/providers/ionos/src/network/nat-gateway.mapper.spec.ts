import { discoveredResourceSchema } from '@skyledger/resource-model';
import { aDatacenter, anElement, DC, ODD_VALUES } from '../testing/fixtures';
import { toNatGateway } from './nat-gateway.mapper';

const aGateway = (properties: object = {}, changes: object = {}): Record<string, unknown> =>
  anElement(
    'natgateway',
    {
      name: 'out',
      publicIps: ['85.215.10.9'],
      lans: [{ id: 2, gatewayIps: ['10.7.222.5/24'] }],
      ...properties,
    },
    changes,
  );

describe('toNatGateway', () => {
  it('maps a gateway in the LANs that it leads out of', () => {
    const raw = aGateway();
    const gateway = toNatGateway(raw, aDatacenter);
    expect(gateway).toMatchObject({
      resourceId: 'natgateway/b46e5056',
      resourceType: 'gateway',
      nativeType: 'natgateway',
      name: 'out',
      region: 'de/fra',
      state: 'running',
      nativeState: 'AVAILABLE',
      privateIps: ['10.7.222.5'],
      publicIps: ['85.215.10.9'],
      createdAt: '2021-07-30T13:10:20.000Z',
      relationships: [{ kind: 'runs_in', resourceId: `datacenter/${DC}/lan/2` }],
      attributes: { kind: 'nat' },
      raw,
    });
    expect(discoveredResourceSchema.safeParse(gateway).error).toBeUndefined();
  });

  it.each([null, '2', 1.5, -1, {}])('is in no LAN with the number %p', (id) => {
    const gateway = toNatGateway(aGateway({ lans: [{ id }] }), aDatacenter);
    expect(gateway?.relationships).toEqual([]);
  });

  it.each(ODD_VALUES)('keeps it when every property is %p', (odd) => {
    const raw = aGateway({ name: odd, publicIps: odd, lans: odd }, { metadata: odd });
    const gateway = toNatGateway(raw, aDatacenter);
    expect(discoveredResourceSchema.safeParse(gateway).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toNatGateway(aGateway({}, { id: null }), aDatacenter)).toBeNull();
  });
});
