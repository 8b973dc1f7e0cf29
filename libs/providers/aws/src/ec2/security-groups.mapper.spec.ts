import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2';
import { discoveredResourceSchema, type FirewallRule } from '@skyledger/resource-model';
import { toFirewall } from './security-groups.mapper';

const REGION = 'eu-west-1';

function aGroup(changes: Partial<SecurityGroup> = {}): SecurityGroup {
  return {
    GroupId: 'sg-0a1',
    OwnerId: '123456789012',
    GroupName: 'web',
    Description: 'web servers',
    VpcId: 'vpc-0a1',
    IpPermissions: [],
    IpPermissionsEgress: [],
    Tags: [],
    ...changes,
  };
}

function inbound(...permissions: IpPermission[]): FirewallRule[] | undefined {
  return toFirewall(aGroup({ IpPermissions: permissions }), REGION)?.attributes.rules;
}

describe('toFirewall', () => {
  it('maps a group with rules in both directions', () => {
    const firewall = toFirewall(
      aGroup({
        IpPermissions: [
          {
            IpProtocol: 'tcp',
            FromPort: 22,
            ToPort: 22,
            IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'anywhere' }],
            Ipv6Ranges: [{ CidrIpv6: '::/0' }],
            PrefixListIds: [],
            UserIdGroupPairs: [],
          },
        ],
        IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      }),
      REGION,
    );
    expect(discoveredResourceSchema.safeParse(firewall).error).toBeUndefined();
    expect(firewall).toMatchObject({
      resourceId: 'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-0a1',
      name: 'web',
      relationships: [
        { kind: 'runs_in', resourceId: 'arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-0a1' },
      ],
      attributes: { isDefault: false },
    });
    expect(firewall?.attributes.rules).toEqual([
      {
        direction: 'inbound',
        action: 'allow',
        protocol: 'tcp',
        fromPort: 22,
        toPort: 22,
        cidrs: ['0.0.0.0/0', '::/0'],
        peers: [],
        priority: null,
        description: 'anywhere',
      },
      {
        direction: 'outbound',
        action: 'allow',
        protocol: 'all',
        fromPort: null,
        toPort: null,
        cidrs: ['0.0.0.0/0'],
        peers: [],
        priority: null,
        description: null,
      },
    ]);
  });

  it.each([
    ['-1', undefined, undefined, 'all', null, null],
    ['tcp', 0, 65535, 'tcp', null, null],
    ['tcp', 0, 0, 'tcp', 0, 0],
    ['udp', 1000, 2000, 'udp', 1000, 2000],
    ['6', 443, 443, 'tcp', 443, 443],
    ['17', 53, 53, 'udp', 53, 53],
    ['icmp', 8, 0, 'icmp', null, null],
    ['icmp', -1, -1, 'icmp', null, null],
    ['58', -1, -1, 'icmpv6', null, null],
    ['50', undefined, undefined, '50', null, null],
  ])('reads protocol %s, %p to %p', (IpProtocol, FromPort, ToPort, protocol, fromPort, toPort) => {
    expect(inbound({ IpProtocol, FromPort, ToPort })).toMatchObject([
      { protocol, fromPort, toPort },
    ]);
  });

  it('names groups by the ARN of their owner, and prefix lists by id', () => {
    const rules = inbound({
      IpProtocol: 'tcp',
      FromPort: 5432,
      ToPort: 5432,
      UserIdGroupPairs: [{ GroupId: 'sg-0b', UserId: '999999999999' }, { GroupId: 'sg-0gone' }],
      PrefixListIds: [{ PrefixListId: 'pl-0a', Description: 'office' }],
    });
    expect(rules?.[0]).toMatchObject({
      cidrs: [],
      peers: ['arn:aws:ec2:eu-west-1:999999999999:security-group/sg-0b', 'pl-0a', 'sg-0gone'],
      description: 'office',
    });
  });

  it('does not depend on the order of the answer', () => {
    const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22 };
    const web = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
    const range = (...cidrs: string[]) => ({ IpRanges: cidrs.map((CidrIp) => ({ CidrIp })) });
    expect(inbound({ ...web, ...range('10.0.0.0/8', '9.0.0.0/8') }, ssh)).toEqual(
      inbound(ssh, { ...web, ...range('9.0.0.0/8', '10.0.0.0/8') }),
    );
  });

  it.each([
    ['default', true],
    ['web', false],
    [undefined, null],
  ])('takes the group named %p as default: %p', (GroupName, isDefault) => {
    expect(toFirewall(aGroup({ GroupName }), REGION)?.attributes.isDefault).toBe(isDefault);
  });

  it('keeps what it can read of odd payloads', () => {
    const odd = {
      IpPermissions: [
        null,
        {},
        { IpProtocol: 'tcp', FromPort: '22', IpRanges: [null, { CidrIp: 1 }] },
      ],
      VpcId: null,
    };
    const firewall = toFirewall(aGroup(odd as never), REGION);
    expect(discoveredResourceSchema.safeParse(firewall).error).toBeUndefined();
    expect(firewall?.attributes.rules).toMatchObject([
      { protocol: 'tcp', fromPort: null, cidrs: [] },
    ]);
    expect(firewall?.relationships).toEqual([]);
  });

  it('is nothing without an id or an owner', () => {
    expect(toFirewall(aGroup({ GroupId: undefined }), REGION)).toBeNull();
    expect(toFirewall(aGroup({ OwnerId: undefined }), REGION)).toBeNull();
  });
});
