import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toTopic } from './topics.mapper';

const PLACE = { region: 'eu-west-1' };
const ARN = 'arn:aws:sns:eu-west-1:123456789012:orders';

/** As SNS makes it for every new topic. */
const OWN_POLICY = {
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: ['SNS:Publish'],
      Resource: ARN,
      Condition: { StringEquals: { 'AWS:SourceOwner': '123456789012' } },
    },
  ],
};
const ATTRIBUTES = {
  TopicArn: ARN,
  KmsMasterKeyId: 'alias/aws/sns',
  Policy: JSON.stringify(OWN_POLICY),
};
const TAGS = [{ Key: 'team', Value: 'sre' }];

describe('toTopic', () => {
  const valid = (
    attributes: Parameters<typeof toTopic>[1],
    tags: Parameters<typeof toTopic>[3] = TAGS,
  ) => {
    const topic = toTopic(ARN, attributes, PLACE, tags);
    expect(discoveredResourceSchema.safeParse(topic).error).toBeUndefined();
    return topic;
  };

  it('maps a topic that is encrypted and of its account alone', () => {
    expect(valid(ATTRIBUTES)).toMatchObject({
      resourceId: ARN,
      name: 'orders',
      region: 'eu-west-1',
      state: 'running',
      tags: { team: 'sre' },
      attributes: {
        encryptedAtRest: true,
        encryptionKeyId: 'alias/aws/sns',
        policyPublic: false,
      },
    });
  });

  it('tells a topic without a key, and one that is open to everybody', () => {
    const [statement] = OWN_POLICY.Statement;
    const Policy = JSON.stringify({ Statement: { ...statement, Condition: {} } });
    expect(valid({ Policy })?.attributes).toEqual({
      encryptedAtRest: false,
      encryptionKeyId: null,
      policyPublic: true,
    });
  });

  it('claims nothing of a topic that nobody may look into', () => {
    expect(toTopic(ARN, undefined, PLACE, undefined)).toMatchObject({
      resourceId: ARN,
      tags: {},
      attributes: { encryptedAtRest: null, encryptionKeyId: null, policyPublic: null },
      raw: { TopicArn: ARN },
    });
  });

  it('survives odd fields, and is nothing without an ARN', () => {
    for (const { odd } of oddPayloads(ATTRIBUTES, [])) valid(odd);
    for (const { odd } of oddPayloads({ Tags: TAGS }, [])) valid(ATTRIBUTES, odd.Tags);
    expect(toTopic('', ATTRIBUTES, PLACE, TAGS)).toBeNull();
  });
});
