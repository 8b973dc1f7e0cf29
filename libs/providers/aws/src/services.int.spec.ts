import { DEMO_AWS, type FaultEffect } from '@skyledger/cloud-emulator';
import { collectPass } from '@skyledger/provider-sdk';
import { faultOf, passOf, startAwsEstate, type AwsEstate } from './testing/aws-estate';

/** Where the demo has some of every kind. */
const REGION = 'eu-central-1';

let estate: AwsEstate;

beforeEach(async () => {
  estate = await startAwsEstate();
});

afterEach(() => estate.close());

const expected = (kind: string): string[] => estate.expectedArns(DEMO_AWS.accountId, kind, REGION);

describe('services beyond EC2, RDS and S3', () => {
  it.each([
    ['autoscaling', 'autoscaling.groups'],
    ['elasticloadbalancing-classic', 'elb.load-balancers'],
    ['lambda', 'lambda.functions'],
    ['ecs', 'ecs.clusters'],
    ['eks', 'eks.clusters'],
    ['ecr', 'ecr.repositories'],
    ['dynamodb', 'dynamodb.tables'],
    ['elasticache', 'elasticache.replication-groups'],
    ['redshift', 'redshift.clusters'],
    ['elasticfilesystem', 'efs.file-systems'],
    ['sqs', 'sqs.queues'],
    ['sns', 'sns.topics'],
    ['cloudtrail', 'cloudtrail.trails'],
    ['config', 'config.recorders'],
    ['guardduty', 'guardduty.detectors'],
    ['acm', 'acm.certificates'],
  ])('%s throttles, fails and expires %s', async (service, id) => {
    const client = await estate.connectRole(DEMO_AWS.externalId);
    const kindUnder = async (effect: FaultEffect): Promise<string> => {
      const withdraw = estate.emulator.faults.add({ match: { service }, effect });
      const { fault } = await faultOf(collectPass(passOf(id), client, { region: REGION }));
      withdraw();
      return fault.kind;
    };
    await expect(kindUnder({ type: 'throttle' })).resolves.toBe('throttled');
    await expect(kindUnder({ type: 'status', status: 502 })).resolves.toBe('unavailable');
    await expect(kindUnder({ type: 'malformed' })).resolves.toBe('malformed');
    await expect(kindUnder({ type: 'deny' })).resolves.toBe('denied');
    await expect(kindUnder({ type: 'expire-token' })).resolves.toBe('expired');
  });

  it.each([
    ['eks.clusters', 'aws.eks-cluster', 'DescribeCluster'],
    ['dynamodb.tables', 'aws.dynamodb-table', 'DescribeTable'],
    ['cloudtrail.trails', 'aws.cloudtrail-trail', 'GetTrailStatus'],
    ['config.recorders', 'aws.config-recorder', 'DescribeConfigurationRecorderStatus'],
    ['guardduty.detectors', 'aws.guardduty-detector', 'GetDetector'],
  ])('%s keeps what nobody may describe, unknown, and says so', async (id, kind, action) => {
    estate.emulator.faults.add({ match: { action }, effect: { type: 'deny' } });
    const client = await estate.connectDemo();
    const { resources, warnings } = await collectPass(passOf(id), client, { region: REGION });
    expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(expected(kind));
    expect(resources.map(({ state }) => state)).toEqual(resources.map(() => 'unknown'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.code).toBe('AccessDeniedException');
  });

  it.each([
    ['eks.clusters', 'aws.eks-cluster', 'ListClusters'],
    ['dynamodb.tables', 'aws.dynamodb-table', 'ListTables'],
    ['sqs.queues', 'aws.sqs-queue', 'ListQueues'],
    ['sns.topics', 'aws.sns-topic', 'ListTopics'],
    ['elb.load-balancers', 'aws.elb-classic-load-balancer', 'DescribeLoadBalancers'],
  ])('%s leaves out what was deleted since it was listed', async (id, kind, action) => {
    const [gone = '', ...others] = expected(kind);
    const find = gone.slice(gone.search(/[^:/]+$/));
    estate.emulator.faults.add({
      match: { action },
      effect: { type: 'replace-text', find, replace: `${find}0` },
    });
    const client = await estate.connectDemo();
    const { resources, warnings } = await collectPass(passOf(id), client, { region: REGION });
    expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(others);
    expect(warnings).toEqual([]);
  });

  it.each([
    ['sqs.queues', 'aws.sqs-queue', ['GetQueueAttributes', 'ListQueueTags']],
    ['sns.topics', 'aws.sns-topic', ['GetTopicAttributes', 'ListTagsForResource']],
  ])('%s keeps what nobody may look into, and says so', async (id, kind, actions) => {
    for (const action of actions) {
      estate.emulator.faults.add({ match: { action }, effect: { type: 'deny' } });
    }
    const client = await estate.connectDemo();
    const { resources, warnings } = await collectPass(passOf(id), client, { region: REGION });
    expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(expected(kind));
    for (const { tags, attributes } of resources) {
      expect(tags).toEqual({});
      expect(attributes).toMatchObject({ encryptedAtRest: null, policyPublic: null });
    }
    expect(warnings.map(({ message }) => message.split(' ')[0]?.split(':')[1])).toEqual(actions);
  });

  it('says that there are topics without an ARN', async () => {
    estate.emulator.faults.add({
      match: { action: 'ListTopics' },
      effect: { type: 'null-fields', fields: ['TopicArn'] },
    });
    const client = await estate.connectDemo();
    const found = await collectPass(passOf('sns.topics'), client, { region: REGION });
    expect(found).toMatchObject({ resources: [], warnings: [{ code: 'Unreadable' }] });
  });

  describe('ecs.clusters', () => {
    const CLUSTER = 'aws.ecs-cluster';
    const SERVICE = 'aws.ecs-service';
    const collected = async (): Promise<{ ids: string[]; codes: string[] }> => {
      const client = await estate.connectDemo();
      const found = await collectPass(passOf('ecs.clusters'), client, { region: REGION });
      return {
        ids: found.resources.map(({ resourceId }) => resourceId).sort(),
        codes: found.warnings.map(({ code }) => code),
      };
    };
    const hide = (action: string, arn: string): void => {
      const find = arn.slice(arn.lastIndexOf('/') + 1);
      const effect = { type: 'replace-text', find, replace: `${find}0` } as const;
      estate.emulator.faults.add({ match: { action }, effect });
    };

    it('leaves out a cluster that was deleted since it was listed, with its services', async () => {
      const [cluster = ''] = expected(CLUSTER);
      hide('ListClusters', cluster);
      expect(await collected()).toEqual({ ids: [], codes: [] });
    });

    it('leaves out a service that was deleted since it was listed', async () => {
      const [gone = '', ...others] = expected(SERVICE);
      hide('ListServices', gone);
      expect(await collected()).toEqual({ ids: [...expected(CLUSTER), ...others], codes: [] });
    });

    it.each([
      ['ListServices', CLUSTER],
      ['DescribeServices', CLUSTER],
      ['DescribeClusters', SERVICE],
    ])('keeps what it may read when %s is denied, and says so', async (action, kept) => {
      estate.emulator.faults.add({ match: { action }, effect: { type: 'deny' } });
      expect(await collected()).toEqual({ ids: expected(kept), codes: ['AccessDeniedException'] });
    });
  });
});

describe('a service that a region lacks', () => {
  const unknownHost = Object.assign(new Error('getaddrinfo ENOTFOUND eks.eu-west-1'), {
    code: 'ENOTFOUND',
  });
  const ask = async (): Promise<unknown> => {
    const client = await estate.connectDemo();
    return client.call(
      { service: 'eks', region: 'eu-west-1', permission: 'eks:ListClusters' },
      () => Promise.reject(unknownHost),
    );
  };

  it('is nothing to see, once AWS has proved to be within reach', async () => {
    const { fault } = await faultOf(ask());
    expect(fault).toMatchObject({ kind: 'disabled', code: 'ENOTFOUND' });
    expect(estate.gate.operations).toContain('sts:GetCallerIdentity');
  });

  it('is not believed while AWS is out of reach', async () => {
    estate.emulator.faults.add({
      match: { service: 'sts' },
      effect: { type: 'status', status: 503 },
    });
    const { fault } = await faultOf(ask());
    expect(fault.kind).toBe('unavailable');
  });
});
