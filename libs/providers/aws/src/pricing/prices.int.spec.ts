import type { Instance, Volume } from '@aws-sdk/client-ec2';
import type { DBInstance } from '@aws-sdk/client-rds';
import { DEMO_AWS, demoEstate, type EstateSpec, type FaultEffect } from '@skyledger/cloud-emulator';
import { collectPass } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { aws } from '../provider';
import { BIG, passOf, startAwsEstate, type AwsEstate } from '../testing/aws-estate';

const ASKED = 'pricing:GetProducts';
const [DEMO] = demoEstate().aws;

/** The demo's account alone, which may not do some things. */
function demoWithout(...deniedActions: string[]): EstateSpec {
  return { ...demoEstate(), hetzner: [], aws: [{ ...DEMO!, deniedActions }] };
}

let estate: AwsEstate;
const questions = (): number =>
  estate.gate.operations.filter((operation) => operation === ASKED).length;

afterEach(() => estate.close());

/** What has a price that does not follow from its being stopped. */
function fromTheList(resources: readonly DiscoveredResource[]): DiscoveredResource[] {
  return resources.filter(({ price }) => price && price.source !== 'aws:stopped');
}

function rawOf({ raw }: DiscoveredResource): Instance {
  return raw as Instance;
}

describe('prices of EC2 instances', () => {
  it('are those of the price list for what runs on demand', async () => {
    estate = await startAwsEstate();
    const client = await estate.connectDemo();
    const { resources } = await collectPass(passOf('ec2.instances'), client, {
      region: 'eu-central-1',
    });
    const unpaid = resources.filter((each) => rawOf(each).InstanceLifecycle);
    expect(unpaid.length).toBeGreaterThan(0);
    expect(unpaid.filter(({ price }) => price !== null)).toEqual([]);
    const paid = resources.filter((each) => !unpaid.includes(each));
    expect(paid.filter(({ price }) => price === null)).toEqual([]);
    const large = paid.filter(
      (each) =>
        each.size === 'm6i.large' &&
        each.state === 'running' &&
        rawOf(each).PlatformDetails === 'Linux/UNIX',
    );
    expect(large.length).toBeGreaterThan(1);
    const stopped = paid.filter(({ state }) => state === 'stopped');
    expect(stopped.length).toBeGreaterThan(0);
    expect(new Set(stopped.map(({ price }) => price?.hourly))).toEqual(new Set(['0']));
    for (const { price } of large) {
      expect(price).toEqual({ hourly: '0.1152', currency: 'USD', source: 'aws:pricing/AmazonEC2' });
      expect(price).toBe(large[0]?.price);
    }
  });

  it('are asked for once, for as many pages and regions as use the same types', async () => {
    const regions = ['us-east-1', 'eu-central-1', 'eu-west-1'].map((name) => ({ name }));
    const account = { ...DEMO!, regions, counts: { instances: 1200 } };
    estate = await startAwsEstate({ ...demoEstate(), hetzner: [], aws: [account] });
    const client = await estate.connectDemo();
    for (const region of await aws.regions(client, null)) {
      const { resources } = await collectPass(passOf('ec2.instances'), client, { region });
      expect(resources.filter(({ price }) => price !== null).length).toBeGreaterThan(900);
    }
    expect(questions()).toBe(1);
  });

  it('are asked for region by region where nobody listed the regions', async () => {
    estate = await startAwsEstate();
    const client = await estate.connectDemo();
    for (const region of ['us-east-1', 'eu-central-1']) {
      const { resources } = await collectPass(passOf('ec2.instances'), client, { region });
      expect(resources.some(({ price }) => price !== null)).toBe(true);
    }
    expect(questions()).toBe(2);
  });

  it('are missing, and nothing else, where the permission is', async () => {
    estate = await startAwsEstate(demoWithout(ASKED));
    const client = await estate.connectDemo();
    for (const region of ['us-east-1', 'eu-central-1']) {
      const { resources, warnings } = await collectPass(passOf('ec2.instances'), client, {
        region,
      });
      expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(
        estate.expectedArns(DEMO_AWS.accountId, 'instance', region),
      );
      expect(fromTheList(resources)).toEqual([]);
      expect(warnings).toEqual([
        {
          code: 'prices_unread',
          message: expect.stringMatching(/^pricing:GetProducts: .*not authorized/),
          detailOnly: true,
        },
      ]);
    }
    expect(questions()).toBe(1);
    await expect(aws.identify(client)).resolves.toMatchObject({ missingPermissions: [ASKED] });
  });

  it('are missing, and nothing else, where the price list does not answer', async () => {
    estate = await startAwsEstate();
    estate.emulator.faults.add({
      match: { service: 'pricing' },
      effect: { type: 'status', status: 503 },
    });
    const client = await estate.connectDemo();
    const { resources, warnings } = await collectPass(passOf('ec2.instances'), client, {
      region: 'us-east-1',
    });
    expect(resources.length).toBeGreaterThan(0);
    expect(fromTheList(resources)).toEqual([]);
    expect(warnings).toMatchObject([{ code: 'prices_unread', detailOnly: true }]);
  });

  it('are missed once in a pass of many pages, and not where there is nothing', async () => {
    estate = await startAwsEstate();
    estate.emulator.faults.add({ match: { service: 'pricing' }, effect: { type: 'deny' } });
    const client = await estate.connectAs(BIG);
    const told = async (id: string): Promise<number[]> =>
      (await collectPass(passOf(id), client, { region: 'us-east-1' })).pages.map(
        ({ warnings = [] }) => warnings.length,
      );
    expect(await told('ec2.instances')).toEqual([1, 0, 0, 0, 0]);
    expect(await told('rds.db-instances')).toEqual([1, 0, 0]);
    expect(questions()).toBe(1);
  });

  it('are given up where the list does not end', async () => {
    estate = await startAwsEstate();
    estate.emulator.faults.add({ match: { service: 'pricing' }, effect: { type: 'empty-page' } });
    const client = await estate.connectDemo();
    const { warnings } = await collectPass(passOf('ec2.instances'), client, {
      region: 'us-east-1',
    });
    expect(warnings).toMatchObject([{ message: expect.stringContaining('do not end') }]);
  });

  it('do not hide that the session has ended', async () => {
    estate = await startAwsEstate();
    estate.emulator.faults.add({ match: { service: 'pricing' }, effect: { type: 'expire-token' } });
    const client = await estate.connectDemo();
    await expect(
      collectPass(passOf('ec2.instances'), client, { region: 'us-east-1' }),
    ).rejects.toMatchObject({ fault: { kind: 'expired' } });
  });

  it('come from the pages of a long answer', async () => {
    estate = await startAwsEstate();
    estate.emulator.faults.add({
      match: { service: 'pricing' },
      effect: { type: 'huge-page', items: 5 },
    });
    const client = await estate.connectDemo();
    const { resources } = await collectPass(passOf('ec2.instances'), client, {
      region: 'eu-central-1',
    });
    expect(questions()).toBeGreaterThan(1);
    expect(new Set(resources.flatMap(({ price }) => price?.hourly ?? [])).size).toBeGreaterThan(4);
  });
});

describe('prices of databases', () => {
  it('are those of the price list for engines without a licence', async () => {
    estate = await startAwsEstate();
    const client = await estate.connectAs(BIG);
    const { resources } = await collectPass(passOf('rds.db-instances'), client, {
      region: 'us-east-1',
    });
    const priced = fromTheList(resources);
    const running = resources.filter(({ state }) => state === 'running');
    const licensed = running.filter(
      ({ raw }) => (raw as DBInstance).Engine?.startsWith('sqlserver') === true,
    );
    expect(licensed.length).toBeGreaterThan(0);
    expect(priced).toHaveLength(running.length - licensed.length);
    const hourly = (multiAz: boolean): (string | undefined)[] => [
      ...new Set(
        priced
          .filter(
            ({ size, raw }) => size === 'db.r6i.xlarge' && multiAz === (raw as DBInstance).MultiAZ,
          )
          .map(({ price }) => price?.hourly),
      ),
    ];
    expect([hourly(false), hourly(true)]).toEqual([['0.5'], ['1']]);
    expect(priced[0]?.price).toMatchObject({ currency: 'USD', source: 'aws:pricing/AmazonRDS' });
    const stopped = resources.filter(({ state }) => state === 'stopped');
    expect(stopped.length).toBeGreaterThan(0);
    const unlicensed = stopped.filter(({ price }) => price !== null);
    expect(unlicensed.length).toBeGreaterThan(0);
    expect(new Set(unlicensed.map(({ price }) => price?.hourly))).toEqual(new Set(['0']));
    // Three pages of databases.
    expect(questions()).toBe(1);
  });
});

describe('prices of volumes', () => {
  const volumesOf = async (region = 'us-east-1'): Promise<DiscoveredResource[]> => {
    const client = await estate.connectAs(BIG);
    return (await collectPass(passOf('ec2.volumes'), client, { region })).resources;
  };
  const hourlyOf = (
    resources: readonly DiscoveredResource[],
    wanted: Partial<Volume>,
  ): string[] => {
    const same = resources.filter(({ raw }) => {
      const volume = raw as Volume;
      return Object.entries({ ...volume, ...wanted }).every(
        ([field, value]) => volume[field as keyof Volume] === value,
      );
    });
    return [...new Set(same.flatMap(({ price }) => price?.hourly ?? []))];
  };

  it('are those of the price list for what is provisioned', async () => {
    estate = await startAwsEstate();
    const resources = await volumesOf();
    const unpaid = resources.filter(({ nativeState }) => nativeState === 'error');
    expect(unpaid.length).toBeGreaterThan(0);
    expect(resources.filter(({ price }) => price === null)).toEqual(unpaid);
    // 100 x 0.08; with 3000 x 0.005 and 125 / 1024 x 40.96; 100 x 0.125 with 10000 x 0.065.
    const size = { Size: 100 };
    expect([
      hourlyOf(resources, { ...size, VolumeType: 'gp3', Iops: 3000 }),
      hourlyOf(resources, { ...size, VolumeType: 'gp3', Iops: 6000 }),
      hourlyOf(resources, { ...size, VolumeType: 'io2' }),
      hourlyOf(resources, { ...size, VolumeType: 'gp2' }),
      hourlyOf(resources, { ...size, VolumeType: 'st1' }),
    ]).toEqual([
      ['0.0109589041'],
      ['0.0383561644'],
      ['0.9075342466'],
      ['0.0136986301'],
      ['0.0061643836'],
    ]);
    // Two pages of volumes.
    expect(questions()).toBe(1);
  });

  it('are asked for once for the regions of an account', async () => {
    estate = await startAwsEstate();
    const client = await estate.connectDemo();
    for (const region of await aws.regions(client, null)) {
      const { resources } = await collectPass(passOf('ec2.volumes'), client, { region });
      expect(resources.some(({ price }) => price !== null)).toBe(true);
    }
    expect(questions()).toBe(1);
  });

  it.each<FaultEffect>([
    { type: 'deny' },
    { type: 'status', status: 503 },
    { type: 'malformed' },
    { type: 'null-fields', fields: ['PriceList'] },
  ])('are missing, and nothing else, where the price list answers with %j', async (effect) => {
    estate = await startAwsEstate();
    estate.emulator.faults.add({ match: { service: 'pricing' }, effect });
    const client = await estate.connectDemo();
    const { resources, warnings } = await collectPass(passOf('ec2.volumes'), client, {
      region: 'us-east-1',
    });
    expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(
      estate.expectedArns(DEMO_AWS.accountId, 'volume', 'us-east-1'),
    );
    expect(fromTheList(resources)).toEqual([]);
    expect(warnings).toMatchObject([{ code: 'prices_unread', detailOnly: true }]);
  });
});
