import type { EstateSpec, ExpectedResource } from '../index';
import { Estate, expectedResources } from '../index';
import type { Ec2Instance, HetznerServer } from '../index';
import { mutate } from './mutation';

const ACCOUNT = '111122223333';
const SPEC: EstateSpec = {
  seed: 5,
  aws: [
    {
      accountId: ACCOUNT,
      accessKeyId: 'AKIAEXAMPLE',
      secretAccessKey: 'secret',
      regions: [{ name: 'eu-central-1' }, { name: 'us-east-1' }],
      counts: { instances: 200, loadBalancers: 4, dbInstances: 4 },
      buckets: 10,
    },
  ],
  hetzner: [
    {
      token: 't',
      projectName: 'shop',
      counts: { servers: 50, networks: 1, firewalls: 2, volumes: 5 },
    },
  ],
};

const all = (estate: Estate, account = ACCOUNT): ExpectedResource[] => [
  ...expectedResources(estate, account),
];

describe('an estate', () => {
  it('is the same for the same seed, and another for another', () => {
    const items = (seed: number): unknown[] =>
      [...new Estate({ ...SPEC, seed }).shelves()].flatMap((shelf) => [...shelf.items.all()]);
    expect(items(5)).toEqual(items(5));
    expect(items(6)).not.toEqual(items(5));
  });

  it('gives every resource an id of its own, findable by id and ARN', () => {
    const estate = new Estate(SPEC);
    const resources = all(estate);
    // Two regions, buckets, and the account itself.
    expect(resources).toHaveLength(2 * (200 + 1 + 3 + 4 + 4 + 4) + 10 + 1);
    expect(new Set(resources.map((each) => each.arn)).size).toBe(resources.length);
    for (const { kind, id, arn, region } of resources) {
      const item = estate.describe(ACCOUNT, kind, arn ?? '');
      expect(item).toMatchObject({ id, region });
    }
    expect(estate.describe(ACCOUNT, 'instance', 'i-00000000000000000')).toBeNull();
  });

  it('refuses numbers that cannot be', () => {
    const withCounts = (counts: object): EstateSpec => ({
      ...SPEC,
      aws: SPEC.aws.map((each) => ({ ...each, counts })),
    });
    expect(() => new Estate(withCounts({ instances: 1, vpcs: 0 }))).toThrow('VPC');
    expect(() => new Estate(withCounts({ vpcs: 3, securityGroups: 2 }))).toThrow(
      'default security group',
    );
    expect(() => new Estate(withCounts({ instances: 200_000, subnets: 2 }))).toThrow('add subnets');
  });

  it('places a million instances', () => {
    const estate = new Estate({
      ...SPEC,
      aws: SPEC.aws.map((each) => ({
        ...each,
        counts: { instances: 1_000_000, vpcs: 20, subnets: 80 },
      })),
    });
    const instances = estate.aws.get(ACCOUNT)?.regions.get('us-east-1')?.instances;
    const places = new Set<string>();
    for (let index = 0; index < 1_000_000; index += 97) {
      const item = instances?.item(index);
      if (item?.privateIp) places.add(`${item.vpcId} ${item.privateIp}`);
      else places.add(String(index));
    }
    expect(places.size).toBe(Math.ceil(1_000_000 / 97));
  });
});

describe('a mutation', () => {
  it('removes exactly a share of each kind and region', () => {
    const estate = new Estate(SPEC);
    const { affected, ids } = mutate(
      estate,
      { op: 'remove', account: ACCOUNT, kind: 'instance', share: 0.25 },
      1,
    );
    expect(affected).toBe(100);
    const left = all(estate).filter((each) => each.kind === 'instance');
    expect(left).toHaveLength(300);
    expect(left.filter((each) => each.region === 'us-east-1')).toHaveLength(150);
    expect(left.some((each) => ids.includes(each.id))).toBe(false);
  });

  it('removes listed items by id or ARN, and refuses ids it does not know', () => {
    const estate = new Estate(SPEC);
    const [one, two] = all(estate).filter((each) => each.kind === 'bucket');
    mutate(estate, { op: 'remove', ids: [one?.id ?? '', two?.arn ?? ''] }, 1);
    expect(all(estate).filter((each) => each.kind === 'bucket')).toHaveLength(8);
    expect(() => mutate(estate, { op: 'remove', ids: [one?.id ?? ''] }, 2)).toThrow('no such item');
    expect(() => mutate(estate, { op: 'remove', account: 'nobody', share: 1 }, 2)).toThrow(
      'matches nothing',
    );
  });

  it('changes what an item looks like, every kind of it', () => {
    const estate = new Estate(SPEC);
    const before = new Map([...estate.shelves()].map((shelf) => [shelf, [...shelf.items.all()]]));
    mutate(estate, { op: 'change', share: 1 }, 1);
    for (const [shelf, items] of before) {
      const after = [...shelf.items.all()];
      expect(after.map((each) => each.id)).toEqual(items.map((each) => each.id));
      for (const [at, item] of items.entries()) expect(after[at]).not.toEqual(item);
    }
  });

  it('overrides fields', () => {
    const estate = new Estate(SPEC);
    const id = all(estate).find((each) => each.state === 'running')?.id ?? '';
    mutate(
      estate,
      {
        op: 'change',
        kind: 'instance',
        ids: [id],
        patch: { httpTokens: 'optional', state: 'running' },
      },
      1,
    );
    expect(estate.describe(ACCOUNT, 'instance', id) as Ec2Instance).toMatchObject({
      httpTokens: 'optional',
      state: 'running',
    });
  });

  it('adds items with ids never used before', () => {
    const estate = new Estate(SPEC);
    const before = all(estate, 'shop').map((each) => `${each.kind} ${each.id}`);
    mutate(estate, { op: 'remove', account: 'shop', kind: 'server', share: 0.1 }, 1);
    const { ids } = mutate(estate, { op: 'add', account: 'shop', kind: 'server', count: 3 }, 2);
    expect(ids).toHaveLength(3);
    for (const id of ids) {
      expect(before).not.toContain(`server ${id}`);
      expect((estate.describe('shop', 'server', id) as HetznerServer).ipv4).not.toBeNull();
    }
    expect(all(estate, 'shop').filter((each) => each.kind === 'server')).toHaveLength(48);
  });
});
