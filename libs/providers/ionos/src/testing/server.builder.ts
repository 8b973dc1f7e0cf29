import { anElement, children } from './fixtures';

export const aRule = (properties: object = {}, id = 'efd48b01'): Record<string, unknown> =>
  anElement(
    'firewall-rule',
    {
      name: 'ssh',
      protocol: 'TCP',
      sourceMac: null,
      sourceIp: null,
      targetIp: null,
      icmpCode: null,
      icmpType: null,
      portRangeStart: 22,
      portRangeEnd: 22,
      type: 'INGRESS',
      ...properties,
    },
    { id },
  );

/** A network interface on the public LAN whose firewall lets SSH in. */
export const aNic = (properties: object = {}, changes: object = {}): Record<string, unknown> =>
  anElement(
    'nic',
    {
      name: 'eth0',
      mac: '02:01:d5:fd:ef:c2',
      ips: ['85.215.10.7'],
      dhcp: true,
      lan: 1,
      firewallActive: true,
      firewallType: 'INGRESS',
      deviceNumber: null,
      pciSlot: 7,
      ...properties,
    },
    {
      id: '88811503',
      entities: { firewallrules: children(aRule()), flowlogs: children() },
      ...changes,
    },
  );

export const aServer = (
  properties: object = {},
  entities: object = {},
  changes: object = {},
): Record<string, unknown> =>
  anElement(
    'server',
    {
      name: 'shop-web-1',
      cores: 2,
      ram: 4096,
      availabilityZone: 'ZONE_1',
      vmState: 'RUNNING',
      bootCdrom: null,
      bootVolume: { id: '56eed634', type: 'volume', href: 'https://api.ionos.com/v/56eed634' },
      cpuFamily: 'INTEL_SKYLAKE',
      type: 'ENTERPRISE',
      ...properties,
    },
    {
      entities: {
        cdroms: children(),
        volumes: children(
          anElement('volume', { name: 'data', image: 'other' }, { id: '0' }),
          anElement('volume', { name: 'root', image: '7d2f1f4a' }, { id: '56eed634' }),
        ),
        nics: children(aNic()),
        ...entities,
      },
      ...changes,
    },
  );
