import type { Ec2SecurityGroup, HetznerFirewall, RdsInstance, S3Bucket } from './index';
import { DEMO_AWS, DEMO_HETZNER, Estate, demoAgents, demoEstate, expectedResources } from './index';

describe('the demo estate', () => {
  const estate = new Estate(demoEstate());
  const of = <T>(kind: string): T[] =>
    [...estate.shelves()]
      .filter((shelf) => shelf.kind === kind)
      .flatMap((shelf) => [...shelf.items.all()]) as T[];

  it('has some resources of every provider, those of AWS in three regions', () => {
    const sizes = new Map<string, number>();
    for (const { provider, items } of estate.shelves()) {
      sizes.set(provider, (sizes.get(provider) ?? 0) + items.size);
    }
    expect(sizes.size).toBe(9);
    for (const [provider, size] of sizes) {
      const isBounded = size >= 20 && size <= 500;
      expect([provider, isBounded || size]).toEqual([provider, true]);
    }
    const aws = [...expectedResources(estate, DEMO_AWS.accountId)];
    // What is global has none.
    const regions = aws.map((each) => each.region).filter((region) => region !== null);
    expect(new Set(regions).size).toBe(3);
    expect(DEMO_HETZNER.token).toHaveLength(64);
  });

  it('has every weakness that the checks look for', () => {
    const open = (port: number): boolean =>
      of<Ec2SecurityGroup>('security-group').some((group) =>
        group.ingress.some(
          (rule) =>
            rule.fromPort === port &&
            [...(rule.ipv4 ?? []), ...(rule.ipv6 ?? [])].some((range) => range.cidr.endsWith('/0')),
        ),
      );
    expect([open(22), open(3389)]).toEqual([true, true]);
    expect(
      of<HetznerFirewall>('firewall').some((each) =>
        each.rules.some((rule) => rule.port === '22' && rule.sourceIps.includes('0.0.0.0/0')),
      ),
    ).toBe(true);
    expect(
      of<{ httpTokens: string }>('instance').some((each) => each.httpTokens === 'optional'),
    ).toBe(true);
    const databases = of<RdsInstance>('db-instance');
    expect(databases.some((each) => each.kmsKeyArn === null)).toBe(true);
    expect(databases.some((each) => each.publiclyAccessible)).toBe(true);
    expect(databases.some((each) => each.backupRetention === 0)).toBe(true);
    expect(databases.some((each) => !each.deletionProtection)).toBe(true);
    const buckets = of<S3Bucket>('bucket');
    expect(buckets.some((each) => each.publicAccessBlock === null)).toBe(true);
    expect(buckets.some((each) => each.publicAccessBlock?.blockPublicPolicy === false)).toBe(true);
    expect(buckets.some((each) => each.encryption === null)).toBe(true);
  });

  it('has agents on one instance and on one server', () => {
    const [onAws, onHetzner] = demoAgents();
    expect(estate.describe(DEMO_AWS.accountId, 'instance', onAws.instance_id ?? '')).toMatchObject({
      privateIp: onAws.private_ips[0],
      publicIp: onAws.public_ips[0],
      state: 'running',
    });
    const servers = of<{ ipv4: string | null; name: string }>('server');
    expect(
      servers.filter((each) => each.ipv4 === onHetzner.public_ips[0]).map((each) => each.name),
    ).toEqual([onHetzner.hostname]);
  });
});
