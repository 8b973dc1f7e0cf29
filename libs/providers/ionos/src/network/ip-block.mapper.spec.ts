import { discoveredResourceSchema } from '@skyledger/resource-model';
import { anElement, ODD_VALUES, someTags } from '../testing/fixtures';
import { toPublicIps } from './ip-block.mapper';

const aConsumer = (changes: object = {}): Record<string, unknown> => ({
  ip: '158.222.102.243',
  mac: null,
  nicId: null,
  serverId: null,
  serverName: null,
  datacenterId: '64d0766b',
  datacenterName: 'shop',
  k8sNodePoolUuid: null,
  k8sClusterUuid: null,
  ...changes,
});

const aBlock = (properties: object = {}, changes: object = {}): Record<string, unknown> =>
  anElement(
    'ipblock',
    {
      ips: ['158.222.102.243', '158.222.102.240'],
      location: 'us/las',
      size: 2,
      name: 'web',
      ipConsumers: [],
      ...properties,
    },
    changes,
  );

describe('toPublicIps', () => {
  it('maps every address of a block', () => {
    const raw = aBlock({ ipConsumers: [aConsumer({ nicId: '88811503' })] });
    const ips = toPublicIps(raw, someTags);
    expect(ips).toEqual([
      expect.objectContaining({
        resourceId: 'ipblock/b46e5056/158.222.102.243',
        resourceType: 'public_ip',
        name: 'web',
        region: 'us/las',
        publicIps: ['158.222.102.243'],
        isPublic: true,
        tags: { team: 'shop' },
        relationships: [{ kind: 'attached_to', resourceId: 'nic/88811503' }],
        attributes: { address: '158.222.102.243', isStatic: true, isAttached: true },
      }),
      expect.objectContaining({
        resourceId: 'ipblock/b46e5056/158.222.102.240',
        relationships: [],
        attributes: { address: '158.222.102.240', isStatic: true, isAttached: false },
      }),
    ]);
    for (const ip of ips) expect(discoveredResourceSchema.safeParse(ip).error).toBeUndefined();
  });

  it('is in use by what has no id here, such as a node pool', () => {
    const [ip] = toPublicIps(
      aBlock({ ipConsumers: [aConsumer({ k8sNodePoolUuid: '113b5e69' })] }),
      someTags,
    );
    expect(ip).toMatchObject({ relationships: [], attributes: { isAttached: true } });
  });

  it('is related to the cluster that uses it', () => {
    const consumer = aConsumer({ k8sClusterUuid: 'ba266732' });
    const [ip] = toPublicIps(aBlock({ ipConsumers: [consumer] }), someTags);
    expect(ip?.relationships).toEqual([{ kind: 'attached_to', resourceId: 'k8s/ba266732' }]);
  });

  it('does not say whether it is in use where nobody tells', () => {
    const [ip] = toPublicIps(aBlock({ ipConsumers: null }), someTags);
    expect(ip?.attributes).toMatchObject({ isAttached: null });
  });

  it('gives an address once', () => {
    expect(toPublicIps(aBlock({ ips: ['192.0.2.1', '192.0.2.1'] }), someTags)).toHaveLength(1);
  });

  it.each(ODD_VALUES)('keeps the addresses when other properties are %p', (odd) => {
    const raw = aBlock({ location: odd, name: odd, ipConsumers: [odd] }, { metadata: odd });
    for (const ip of toPublicIps(raw, someTags)) {
      expect(discoveredResourceSchema.safeParse(ip).error).toBeUndefined();
    }
  });

  it('is unidentified without an id or a list of addresses', () => {
    expect(toPublicIps(aBlock({}, { id: null }), someTags)).toEqual([null]);
    expect(toPublicIps(aBlock({ ips: null }), someTags)).toEqual([null]);
    expect(toPublicIps(aBlock({ ips: [] }), someTags)).toEqual([]);
  });
});
