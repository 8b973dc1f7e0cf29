import { expectKeptWhateverFieldsHold, linkTo, nameOf } from '../testing/odd-payloads';
import { partsOf, toRouterPart } from './router.mapper';

const aRouter = (changes: object = {}): Record<string, unknown> => ({
  kind: 'compute#router',
  id: '88',
  creationTimestamp: '2026-07-07T13:56:07.063-07:00',
  name: 'edge',
  region: linkTo('regions/europe-west1'),
  network: linkTo('global/networks/backend'),
  selfLink: linkTo('regions/europe-west1/routers/edge'),
  ...changes,
});

const aNat = (changes: object = {}): Record<string, unknown> => ({
  name: 'egress',
  type: 'PUBLIC',
  natIpAllocateOption: 'MANUAL_ONLY',
  natIps: [linkTo('regions/europe-west1/addresses/nat-1')],
  ...changes,
});

const runsInNetwork = { kind: 'runs_in', resourceId: nameOf('global/networks/backend') };

describe('routers', () => {
  it('are gateways, and so are their NAT gateways', () => {
    const parts = partsOf(aRouter({ nats: [aNat(), aNat({ name: 'spare' })] }));
    const [router, nat, spare] = parts.map(toRouterPart);
    expect(router).toMatchObject({
      resourceId: nameOf('regions/europe-west1/routers/edge'),
      nativeType: 'compute.googleapis.com/Router',
      name: 'edge',
      region: 'europe-west1',
      createdAt: '2026-07-07T20:56:07.063Z',
      relationships: [runsInNetwork],
      attributes: { kind: 'router' },
    });
    expect(nat).toMatchObject({
      resourceId: nameOf('regions/europe-west1/routers/edge/nats/egress'),
      nativeType: 'compute.googleapis.com/RouterNat',
      name: 'egress',
      region: 'europe-west1',
      createdAt: null,
      relationships: [
        { kind: 'attached_to', resourceId: nameOf('regions/europe-west1/routers/edge') },
        runsInNetwork,
      ],
      attributes: { kind: 'nat' },
    });
    expect(spare?.name).toBe('spare');
  });

  it.each([undefined, null, 'text', {}, 7])('with the NAT gateways %p have none', (nats) => {
    expect(partsOf(aRouter({ nats })).map(toRouterPart)).toHaveLength(1);
  });

  it('without a NAT gateway that can be told are still there', () => {
    const parts = partsOf(aRouter({ nats: [null, { name: 7 }] })).map(toRouterPart);
    expect(parts).toEqual([expect.objectContaining({ name: 'edge' }), null, null]);
  });

  it('are kept whatever their fields hold', () => {
    const nat = aNat();
    expectKeptWhateverFieldsHold((router) => toRouterPart({ router, nat: null }), aRouter(), [
      'selfLink',
    ]);
    expectKeptWhateverFieldsHold((router) => toRouterPart({ router, nat }), aRouter(), [
      'selfLink',
    ]);
  });
});
