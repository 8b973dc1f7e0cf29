import { Estate, demoEstate } from '../index';
import type { ScalewayBucket } from './bucket.item';
import type { ScalewayDatabase } from './database.item';
import type { ScalewaySecurityGroup } from './security-group.item';
import type { ScalewaySnapshot } from './snapshot.item';

describe('the demo account of Scaleway', () => {
  it('has weaknesses that the checks look for', () => {
    const estate = new Estate(demoEstate());
    const items = <T>(kind: string): T[] =>
      [...estate.shelves()]
        .filter((shelf) => shelf.kind === `scaleway.${kind}`)
        .flatMap((shelf) => [...shelf.items.all()]) as unknown as T[];
    const groups = items<ScalewaySecurityGroup>('security-group');
    expect(groups.some((group) => group.inboundDefault === 'accept')).toBe(true);
    expect(groups.some((group) => group.inboundDefault === 'drop')).toBe(true);
    const opens = (port: number | null): boolean =>
      groups.some((group) =>
        group.rules.some(
          (rule) =>
            rule.action === 'accept' &&
            rule.direction === 'inbound' &&
            rule.ipRange.endsWith('/0') &&
            rule.from === port,
        ),
      );
    expect(opens(22)).toBe(true);
    const databases = items<ScalewayDatabase>('database');
    expect(databases.some((each) => each.publicIp && each.acl.includes('0.0.0.0/0'))).toBe(true);
    expect(databases.some((each) => !each.encrypted)).toBe(true);
    expect(databases.some((each) => each.encrypted)).toBe(true);
    const buckets = items<ScalewayBucket>('bucket');
    expect(buckets.some((each) => each.policyPublic === true)).toBe(true);
    expect(buckets.some((each) => each.policyPublic === null && !each.aclPublic)).toBe(true);
    expect(items<ScalewaySnapshot>('block-snapshot').some((each) => each.public)).toBe(true);
    const size = [...estate.shelves({ account: 'demo-scaleway' })].reduce(
      (sum, shelf) => sum + shelf.items.size,
      0,
    );
    expect(size).toBeGreaterThanOrEqual(40);
    expect(size).toBeLessThanOrEqual(90);
  });
});
