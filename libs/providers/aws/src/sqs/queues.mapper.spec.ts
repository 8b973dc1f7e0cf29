import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toQueue } from './queues.mapper';

const PLACE = { region: 'eu-west-1' };
const ACCOUNT = '123456789012';
const URL = `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/orders`;
const ARN = `arn:aws:sqs:eu-west-1:${ACCOUNT}:orders`;
const KEY = 'alias/aws/sqs';

const policy = (statement: object): string =>
  JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: ARN, ...statement }],
  });

const ATTRIBUTES = {
  QueueArn: ARN,
  CreatedTimestamp: '1704067200',
  SqsManagedSseEnabled: 'false',
  KmsMasterKeyId: KEY,
  Policy: policy({ Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } } }),
};

describe('toQueue', () => {
  const valid = (
    attributes: Parameters<typeof toQueue>[1],
    tags: Parameters<typeof toQueue>[3] = {},
  ) => {
    const queue = toQueue(URL, attributes, PLACE, tags);
    expect(discoveredResourceSchema.safeParse(queue).error).toBeUndefined();
    return queue;
  };

  it('maps a queue that is encrypted with a key', () => {
    expect(valid(ATTRIBUTES, { team: 'sre' })).toMatchObject({
      resourceId: ARN,
      name: 'orders',
      region: 'eu-west-1',
      state: 'running',
      tags: { team: 'sre' },
      createdAt: '2024-01-01T00:00:00.000Z',
      attributes: { encryptedAtRest: true, encryptionKeyId: KEY, policyPublic: false },
    });
  });

  it.each([
    ['true', true],
    ['false', false],
    [undefined, null],
    ['perhaps', null],
  ])('with SqsManagedSseEnabled %s and no key, is encrypted: %s', (told, encryptedAtRest) => {
    expect(valid({ SqsManagedSseEnabled: told })?.attributes).toMatchObject({
      encryptedAtRest,
      encryptionKeyId: null,
    });
  });

  it.each([
    ['none', undefined, false],
    ['an empty one', '', false],
    ['one for everybody', policy({}), true],
    ['one that nobody can read', '{', null],
  ])('with %s as its policy, is public: %s', (_what, Policy, policyPublic) => {
    expect(valid({ Policy })?.attributes).toMatchObject({ policyPublic });
  });

  it('claims nothing of a queue that nobody may look into', () => {
    expect(toQueue(URL, undefined, PLACE, undefined)).toMatchObject({
      resourceId: ARN,
      tags: {},
      attributes: { encryptedAtRest: null, encryptionKeyId: null, policyPublic: null },
      raw: { QueueUrl: URL },
    });
  });

  it.each(['cn-north-1', 'us-gov-west-1'])('knows the partition of %s', (region) => {
    const partition = region.startsWith('cn') ? 'aws-cn' : 'aws-us-gov';
    const queue = toQueue(URL, undefined, { region }, undefined);
    expect(queue?.resourceId).toBe(`arn:${partition}:sqs:${region}:${ACCOUNT}:orders`);
  });

  it('survives odd fields, and is nothing without an account and a name', () => {
    for (const { odd } of oddPayloads(ATTRIBUTES, [])) valid(odd);
    for (const { odd } of oddPayloads({ team: 'sre' }, [])) valid(ATTRIBUTES, odd);
    expect(toQueue('https://sqs.eu-west-1.amazonaws.com/', ATTRIBUTES, PLACE, {})).toBeNull();
  });
});
