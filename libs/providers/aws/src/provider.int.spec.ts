import { DEMO_AWS, expectedResources } from '@skyledger/cloud-emulator';
import { collectPass, expectPassConforms } from '@skyledger/provider-sdk';
import type { Attributes } from '@skyledger/resource-model';
import {
  ACCOUNT_LISTINGS,
  BIG,
  LISTINGS,
  NARROW,
  SECRET,
  passOf,
  startAwsEstate,
  type AwsEstate,
} from './testing/aws-estate';
import { aws } from './provider';
import { OPTIONAL_PERMISSIONS } from './trust/read-only-policy';

let estate: AwsEstate;

beforeEach(async () => {
  estate = await startAwsEstate();
});

afterEach(() => estate.close());

describe('AWS against an estate', () => {
  describe.each([
    ['demo', DEMO_AWS.accountId, () => estate.connectDemo()],
    ['big', BIG.accountId, () => estate.connectAs(BIG)],
  ])('the %s account', (_name, account, open) => {
    it.each(LISTINGS)(
      '%s yields exactly every %s',
      async (passId, kinds) => {
        const client = await open();
        for (const region of await aws.regions(client, null)) {
          const { resources, warnings } = await expectPassConforms(aws, passOf(passId), client, {
            region,
            canaries: [SECRET, DEMO_AWS.secretAccessKey, 'hunter2'],
          });
          expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(
            estate.expectedArns(account, kinds, region),
          );
          expect(resources.every((each) => each.region === region)).toBe(true);
          expect(warnings).toEqual([]);
        }
      },
      60_000,
    );

    it.each(ACCOUNT_LISTINGS)('%s yields exactly every %s', async (passId, kinds, types) => {
      const client = await open();
      const { resources, warnings } = await expectPassConforms(aws, passOf(passId), client, {
        canaries: [SECRET, DEMO_AWS.secretAccessKey, 'emulated-external-id', 'hunter2'],
      });
      expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(
        estate.expectedIds(account, kinds, types),
      );
      expect(resources.length).toBeGreaterThan(0);
      expect(warnings).toEqual([]);
    });

    it('s3.buckets yields exactly every bucket, with region and details', async () => {
      const client = await open();
      const { resources, warnings } = await expectPassConforms(aws, passOf('s3.buckets'), client);
      expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(
        estate.expectedArns(account, 'bucket', null),
      );
      const expected = [...expectedResources(estate.emulator.estate, account)];
      for (const { resourceId, region, attributes } of resources) {
        expect(region).toBe(expected.find(({ arn }) => arn === resourceId)?.region);
        expect(attributes).toMatchObject({
          publicAccessBlocked: expect.any(Boolean),
          policyPublic: expect.any(Boolean),
          encryptedAtRest: expect.any(Boolean),
          versioned: expect.any(Boolean),
          accessLogged: expect.any(Boolean),
        });
      }
      const exposable = resources.filter(
        ({ attributes }) => 'publicAccessBlocked' in attributes && !attributes.publicAccessBlocked,
      );
      // The big account blocks public access to every bucket, the demo's to none.
      expect(exposable.length > 0).toBe(account === DEMO_AWS.accountId);
      expect(warnings).toEqual([]);
    });
  });

  it('relates resources to those that the other passes yield', async () => {
    const client = await estate.connectDemo();
    const known = new Set<string>();
    const targets: string[] = [];
    const kinds = new Set<string>();
    for (const [id] of LISTINGS) {
      const { resources } = await collectPass(passOf(id), client, { region: 'eu-central-1' });
      for (const { resourceId, relationships } of resources) {
        known.add(resourceId);
        targets.push(...relationships.map((relationship) => relationship.resourceId));
        for (const { kind } of relationships) kinds.add(`${id} ${kind}`);
      }
    }
    expect(targets.filter((target) => !known.has(target))).toEqual([]);
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'ec2.instances runs_in',
        'ec2.instances protected_by',
        'ec2.volumes attached_to',
        'elbv2.load-balancers uses',
        'elb.load-balancers uses',
        'ec2.addresses attached_to',
        'ec2.network-interfaces attached_to',
        'ec2.network-interfaces runs_in',
        'ec2.network-interfaces protected_by',
      ]),
    );
  });

  it('reads the tags of load balancers and buckets', async () => {
    const client = await estate.connectDemo();
    for (const [id, region] of [
      ['elbv2.load-balancers', 'eu-central-1'],
      ['s3.buckets', 'global'],
    ] as const) {
      const { resources } = await collectPass(passOf(id), client, { region });
      expect(resources.some(({ tags }) => 'Environment' in tags)).toBe(true);
    }
  });

  it('reads the listeners of load balancers, which redirect or not', async () => {
    const client = await estate.connectAs(BIG);
    const { resources } = await collectPass(passOf('elbv2.load-balancers'), client, {
      region: 'us-east-1',
    });
    const listeners = resources.flatMap(({ attributes, resourceId }) => {
      const told = (attributes as Attributes<'load_balancer'>).listeners;
      expect([resourceId, told?.length]).toEqual([resourceId, expect.any(Number)]);
      return told ?? [];
    });
    expect(listeners).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ protocol: 'http', fromPort: 80, redirectsToHttps: true }),
        expect.objectContaining({ protocol: 'http', fromPort: 80, redirectsToHttps: false }),
        expect.objectContaining({ protocol: 'https', fromPort: 443, minimumTlsVersion: '1.0' }),
        expect.objectContaining({ protocol: 'https', fromPort: 443, minimumTlsVersion: '1.2' }),
        expect.objectContaining({ protocol: 'tcp', fromPort: 443, certificateIds: [] }),
      ]),
    );
  });

  it('finds nothing where there is nothing, and asks once whose account it is', async () => {
    const client = await estate.connectAs(NARROW);
    for (const id of [
      'ec2.volumes',
      'ec2.snapshots',
      'ec2.addresses',
      'ec2.network-interfaces',
      'ec2.images',
    ]) {
      const found = await collectPass(passOf(id), client, { region: 'us-east-1' });
      expect(found).toMatchObject({ resources: [], warnings: [] });
    }
    expect(
      estate.gate.operations.filter((operation) => operation === 'sts:GetCallerIdentity'),
    ).toHaveLength(1);
  });

  it('asks only for permissions that it declares', async () => {
    const client = await estate.connectDemo();
    const declared = new Set<string>([
      ...aws.passes.flatMap(({ permissions }) => permissions),
      ...OPTIONAL_PERMISSIONS,
    ]);
    await aws.regions(client, null);
    for (const { id, scope } of aws.passes) {
      await collectPass(passOf(id), client, { region: scope === 'global' ? scope : 'us-east-1' });
    }
    expect(estate.gate.operations.filter((operation) => !declared.has(operation))).toEqual([]);
  });
});
