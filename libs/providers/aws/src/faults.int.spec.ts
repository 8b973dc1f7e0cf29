import {
  DEMO_AWS,
  oddNames,
  expectedResources,
  type FaultEffect,
  type FaultMatch,
} from '@skyledger/cloud-emulator';
import { collectPass, type FaultKind } from '@skyledger/provider-sdk';
import {
  BIG,
  LISTINGS,
  NARROW,
  SECRET,
  faultOf,
  passOf,
  startAwsEstate,
  type AwsEstate,
} from './testing/aws-estate';

let estate: AwsEstate;

beforeEach(async () => {
  estate = await startAwsEstate();
});

afterEach(() => estate.close());

describe('what goes wrong', () => {
  const page2: FaultMatch = { action: 'DescribeInstances', page: 2 };

  it.each<[FaultKind, string, FaultEffect]>([
    ['throttled', 'throttling', { type: 'throttle', retryAfterSeconds: 7 }],
    ['denied', 'denial', { type: 'deny' }],
    ['unavailable', 'a 500', { type: 'status', status: 500 }],
    ['unavailable', 'a 503', { type: 'status', status: 503 }],
    ['unavailable', 'a cut answer', { type: 'truncate' }],
    ['unavailable', 'a cut chunked answer', { type: 'truncate', chunked: true }],
    ['malformed', 'half a document', { type: 'malformed' }],
    [
      'malformed',
      'another document',
      { type: 'replace-text', find: '<reservationSet>', replace: '<otherSet>' },
    ],
  ])(
    '%s: %s on the second page, after the first',
    async (kind, _what, effect) => {
      const client = await estate.connectAs(BIG);
      estate.emulator.faults.add({ match: page2, effect });
      const pages: number[] = [];
      const read = async (): Promise<void> => {
        const context = {
          client,
          region: 'us-east-1',
          cursor: null,
          signal: new AbortController().signal,
        };
        for await (const { resources } of passOf('ec2.instances').collect(context))
          pages.push(resources.length);
      };
      const { fault, operation } = await faultOf(read());
      expect(fault.kind).toBe(kind);
      expect(operation).toBe('ec2:DescribeInstances');
      expect(pages).toHaveLength(1);
      if (kind === 'throttled') expect(fault.retryAfterMs).toBe(7_000);
    },
    20_000,
  );

  it('ends the pass of load balancers when their listeners are throttled', async () => {
    estate.emulator.faults.add({
      match: { action: 'DescribeListeners' },
      effect: { type: 'throttle', retryAfterSeconds: 7 },
    });
    const client = await estate.connectDemo();
    const { fault, operation } = await faultOf(
      collectPass(passOf('elbv2.load-balancers'), client, { region: 'us-east-1' }),
    );
    expect(fault).toMatchObject({ kind: 'throttled', retryAfterMs: 7_000 });
    expect(operation).toBe('elasticloadbalancing:DescribeListeners');
  });

  it.each(['ec2', 'rds', 'elasticloadbalancing', 's3'])(
    '%s throttles, fails and expires',
    async (service) => {
      const passes = {
        ec2: 'ec2.vpcs',
        rds: 'rds.db-instances',
        elasticloadbalancing: 'elbv2.load-balancers',
        s3: 's3.buckets',
      };
      const pass = passOf(passes[service as keyof typeof passes]);
      const kindUnder = async (effect: FaultEffect): Promise<string> => {
        const client = await estate.connectRole(DEMO_AWS.externalId);
        const withdraw = estate.emulator.faults.add({ match: { service }, effect });
        const { fault } = await faultOf(collectPass(pass, client, { region: 'us-east-1' }));
        withdraw();
        return fault.kind;
      };
      await expect(kindUnder({ type: 'throttle' })).resolves.toBe('throttled');
      await expect(kindUnder({ type: 'status', status: 502 })).resolves.toBe('unavailable');
      await expect(kindUnder({ type: 'malformed' })).resolves.toBe('malformed');
      await expect(kindUnder({ type: 'deny' })).resolves.toBe('denied');
      await expect(kindUnder({ type: 'expire-token' })).resolves.toBe('expired');
    },
  );

  it.each(LISTINGS)('%s reports a region that is not enabled', async (id) => {
    const { fault } = await faultOf(
      collectPass(passOf(id), await estate.connectDemo(), { region: 'ap-east-1' }),
    );
    expect(fault).toMatchObject({
      kind: 'disabled',
      message: expect.stringContaining('ap-east-1'),
    });
  });

  it('does not take revoked keys for a region that is not enabled', async () => {
    const client = await estate.connect({
      access_key_id: 'AKIAUNKNOWN000000001',
      secret_access_key: SECRET,
    });
    const { fault } = await faultOf(
      collectPass(passOf('ec2.vpcs'), client, { region: 'ap-east-1' }),
    );
    expect(fault.kind).toBe('unauthenticated');
  });

  // Some come all at once, and tables after any name: no cursor of theirs can be wrong.
  const paged = LISTINGS.map(([id]) => id).filter(
    (id) => !/addresses|tables|trails|recorders/.test(id),
  );

  it.each([...paged, 's3.buckets'])('%s calls an invalid cursor malformed', async (id) => {
    const options = { region: 'us-east-1', cursor: 'no-such-cursor' };
    const { fault } = await faultOf(collectPass(passOf(id), await estate.connectDemo(), options));
    expect(fault.kind).toBe('malformed');
  });

  it('leaves denied details unknown and warns of them once a page', async () => {
    const client = await estate.connectAs(NARROW);
    const { resources, warnings } = await collectPass(passOf('s3.buckets'), client);
    expect(resources).toHaveLength(12);
    expect(
      resources.every(
        ({ attributes }) => (attributes as { policyPublic: unknown }).policyPublic === null,
      ),
    ).toBe(true);
    expect(warnings.map(({ code }) => code)).toEqual(['AccessDenied', 'AccessDenied']);
    expect(warnings.map(({ message }) => message).join()).toMatch(
      /s3:GetBucketPolicyStatus was refused for .* and 11 more/,
    );
    const balancers = await collectPass(passOf('elbv2.load-balancers'), client, {
      region: 'us-east-1',
    });
    expect(balancers.resources).toHaveLength(2);
    for (const { attributes } of balancers.resources) {
      expect(attributes).toMatchObject({ listeners: null });
    }
    expect(balancers.warnings.map(({ message }) => message).join()).toMatch(
      /DescribeTags was refused .*DescribeListeners was refused .* and 1 more/,
    );
  });

  it('finds the region of buckets whose listing does not tell it', async () => {
    estate.emulator.faults.add({
      match: { action: 'ListBuckets' },
      effect: { type: 'null-fields', fields: ['BucketRegion'] },
    });
    const { resources } = await collectPass(passOf('s3.buckets'), await estate.connectDemo());
    const expected = [...expectedResources(estate.emulator.estate, DEMO_AWS.accountId)];
    for (const { resourceId, region } of resources) {
      expect(region).toBe(expected.find(({ arn }) => arn === resourceId)?.region);
    }
  });

  it('follows S3 to the region of a bucket that nobody may tell', async () => {
    estate.emulator.faults.add({
      match: { action: 'ListBuckets' },
      effect: { type: 'null-fields', fields: ['BucketRegion'] },
    });
    estate.emulator.faults.add({
      match: { action: 'GetBucketLocation' },
      effect: { type: 'deny' },
    });
    const client = await estate.connectDemo();
    const { resources, warnings } = await collectPass(passOf('s3.buckets'), client);
    expect(resources).toHaveLength(28);
    for (const { region, attributes } of resources) {
      expect(region).toBeNull();
      expect(attributes).toMatchObject({ publicAccessBlocked: expect.any(Boolean) });
    }
    expect(warnings).toHaveLength(1);
  });

  it.each([
    ['elbv2.load-balancers', 'load-balancer', 'DescribeLoadBalancers', 'us-east-1'],
    ['s3.buckets', 'bucket', 'ListBuckets', null],
  ])('%s leaves out what was deleted since it was listed', async (id, kind, action, region) => {
    const [gone = '', ...others] = estate.expectedArns(DEMO_AWS.accountId, kind, region);
    const find = gone.slice(gone.lastIndexOf(kind === 'bucket' ? ':' : '/') + 1);
    const replace = `${find}0`;
    estate.emulator.faults.add({
      match: { action },
      effect: { type: 'replace-text', find, replace },
    });
    const client = await estate.connectDemo();
    const options = region === null ? {} : { region };
    const { resources, warnings } = await collectPass(passOf(id), client, options);
    expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(others);
    expect(warnings).toEqual([]);
  });

  it.each(Object.entries(oddNames))('reads a page with the odd name %s', async (_what, name) => {
    estate.emulator.faults.add({
      match: { action: 'DescribeInstances' },
      effect: { type: 'rename', name },
    });
    const client = await estate.connectDemo();
    const options = { region: 'us-east-1' };
    const { resources, warnings } = await collectPass(passOf('ec2.instances'), client, options);
    expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(
      estate.expectedArns(DEMO_AWS.accountId, 'instance', 'us-east-1'),
    );
    expect(resources.map((each) => each.name)).toContain(name);
    expect(warnings).toEqual([]);
  });

  it('warns of payloads that it cannot identify', async () => {
    estate.emulator.faults.add({
      match: { action: 'DescribeVpcs' },
      effect: { type: 'null-fields', fields: ['ownerId'] },
    });
    const { resources, warnings } = await collectPass(
      passOf('ec2.vpcs'),
      await estate.connectDemo(),
      {
        region: 'us-east-1',
      },
    );
    expect(resources).toEqual([]);
    expect(warnings).toEqual([
      { code: 'Unreadable', message: '2 of 2 payloads have no id or owner' },
    ]);
  });

  it('goes on past a page that is empty', async () => {
    estate.emulator.faults.add({ match: { ...page2, times: 1 }, effect: { type: 'empty-page' } });
    const { resources } = await collectPass(passOf('ec2.instances'), await estate.connectAs(BIG), {
      region: 'us-east-1',
    });
    expect(resources).toHaveLength(
      estate.expectedArns(BIG.accountId, 'instance', 'us-east-1').length,
    );
  });

  it('ends at once with its signal, without a fault', async () => {
    estate.emulator.faults.add({ match: { action: 'DescribeVpcs' }, effect: { type: 'hang' } });
    const client = await estate.connectDemo();
    const controller = new AbortController();
    const pass = passOf('ec2.vpcs').collect({
      client,
      region: 'us-east-1',
      cursor: null,
      signal: controller.signal,
    });
    const page = pass[Symbol.asyncIterator]().next();
    controller.abort(new Error('the budget is used up'));
    await expect(page).rejects.toThrow('the budget is used up');
  });
});
