import { allowsAnyone, coversPort, type FirewallRule } from '@skyledger/resource-model';
import { expectKeptWhateverFieldsHold, linkTo, nameOf } from '../testing/odd-payloads';
import { toFirewall } from './firewall.mapper';

const aFirewall = (changes: object = {}): Record<string, unknown> => ({
  kind: 'compute#firewall',
  id: '571947857286432753',
  creationTimestamp: '2021-09-07T03:04:14.041-07:00',
  name: 'allow-ssh',
  description: 'ssh',
  network: linkTo('global/networks/backend'),
  priority: 900,
  sourceRanges: ['0.0.0.0/0'],
  allowed: [{ IPProtocol: 'tcp', ports: ['22'] }],
  direction: 'INGRESS',
  disabled: false,
  selfLink: linkTo('global/firewalls/allow-ssh'),
  ...changes,
});

const rulesOf = (changes: object): FirewallRule[] =>
  toFirewall(aFirewall(changes))?.attributes.rules ?? [];

describe('toFirewall', () => {
  it('maps a firewall rule', () => {
    expect(toFirewall(aFirewall())).toMatchObject({
      resourceId: nameOf('global/firewalls/allow-ssh'),
      nativeType: 'compute.googleapis.com/Firewall',
      state: 'running',
      nativeState: 'enabled',
      relationships: [{ kind: 'runs_in', resourceId: nameOf('global/networks/backend') }],
      attributes: {
        isDefault: false,
        rules: [
          {
            direction: 'inbound',
            action: 'allow',
            protocol: 'tcp',
            fromPort: 22,
            toPort: 22,
            cidrs: ['0.0.0.0/0'],
            peers: [],
            priority: 900,
            description: 'ssh',
          },
        ],
      },
    });
    const [rule] = rulesOf({});
    expect(rule && allowsAnyone(rule) && coversPort(rule, 'tcp', 22)).toBe(true);
  });

  it('makes one rule of each protocol and range of ports', () => {
    const allowed = [
      { IPProtocol: 'tcp', ports: ['80', '8080-8090'] },
      { IPProtocol: 'icmp' },
      { IPProtocol: '17', ports: ['53'] },
      { IPProtocol: 'ALL' },
    ];
    expect(
      rulesOf({ allowed }).map(({ protocol, fromPort, toPort }) => [protocol, fromPort, toPort]),
    ).toEqual([
      ['tcp', 80, 80],
      ['tcp', 8080, 8090],
      ['icmp', null, null],
      ['udp', 53, 53],
      ['all', null, null],
    ]);
  });

  it('reads what is denied outbound', () => {
    const egress = {
      direction: 'EGRESS',
      allowed: undefined,
      sourceRanges: undefined,
      destinationRanges: ['0.0.0.0/0'],
      denied: [{ IPProtocol: 'all' }],
      priority: 65534,
    };
    expect(rulesOf(egress)).toEqual([
      expect.objectContaining({
        direction: 'outbound',
        action: 'deny',
        protocol: 'all',
        cidrs: ['0.0.0.0/0'],
        priority: 65534,
      }),
    ]);
  });

  it('names tags and accounts of sources as peers, and lets nobody else in', () => {
    const [rule] = rulesOf({
      sourceRanges: undefined,
      sourceTags: ['web', 'api'],
      sourceServiceAccounts: undefined,
    });
    expect(rule).toMatchObject({ cidrs: [], peers: ['api', 'web'] });
    expect(rule && allowsAnyone(rule)).toBe(false);
  });

  it('lets anyone in where no source is named', () => {
    expect(rulesOf({ sourceRanges: undefined })[0]?.cidrs).toEqual(['0.0.0.0/0']);
  });

  it('writes addresses without a length as one address', () => {
    const sourceRanges = ['93.76.224.124', '10.0.0.0/8', '2001:db8::1'];
    expect(rulesOf({ sourceRanges })[0]?.cidrs).toEqual([
      '10.0.0.0/8',
      '2001:db8::1/128',
      '93.76.224.124/32',
    ]);
  });

  it('has no effective rules while it is disabled', () => {
    expect(toFirewall(aFirewall({ disabled: true }))).toMatchObject({
      state: 'stopped',
      nativeState: 'disabled',
      attributes: { rules: [] },
    });
  });

  it.each([
    ['default', 'default-allow-ssh', true],
    ['default', 'default-allow-http', false],
    ['backend', 'default-allow-ssh', false],
  ])('in %s, %s is default: %p', (network, name, isDefault) => {
    const firewall = aFirewall({ name, network: linkTo(`global/networks/${network}`) });
    expect(toFirewall(firewall)?.attributes.isDefault).toBe(isDefault);
  });

  it.each([null, 42, {}, [null], 'text'])(
    'keeps a rule whose ports are %p as wide open',
    (ports) => {
      const rules = rulesOf({ allowed: [{ IPProtocol: ports, ports }] });
      expect(rules).toHaveLength(1);
      expect(rules[0]).toMatchObject({ fromPort: null, toPort: null });
    },
  );

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(toFirewall, aFirewall(), ['selfLink']);
  });
});
