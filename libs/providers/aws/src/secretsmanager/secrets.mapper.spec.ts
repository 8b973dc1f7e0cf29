import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toSecret } from './secrets.mapper';

const ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/orders-1-xabcde';

describe('toSecret', () => {
  const valid = (secret: Parameters<typeof toSecret>[0]) => {
    const resource = toSecret(secret, 'eu-west-1');
    expect(discoveredResourceSchema.safeParse(resource).error).toBeUndefined();
    return resource;
  };

  it('maps a secret that rotates', () => {
    const secret = valid({
      ARN,
      Name: 'prod/orders-1',
      KmsKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/1-2',
      RotationEnabled: true,
      CreatedDate: new Date('2024-01-01T00:00:00Z'),
      LastChangedDate: new Date('2024-02-01T00:00:00Z'),
      Tags: [{ Key: 'team', Value: 'sre' }],
    });
    expect(secret).toMatchObject({
      resourceId: ARN,
      name: 'prod/orders-1',
      region: 'eu-west-1',
      state: 'running',
      tags: { team: 'sre' },
      createdAt: '2024-01-01T00:00:00.000Z',
      attributes: {
        encryptionKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/1-2',
        rotates: true,
        lastChangedAt: '2024-02-01T00:00:00.000Z',
      },
    });
  });

  it('takes rotation that was never set up for none', () => {
    expect(valid({ ARN })?.attributes).toMatchObject({ encryptionKeyId: null, rotates: false });
  });

  it('tells what will be deleted', () => {
    expect(valid({ ARN, DeletedDate: new Date() })).toMatchObject({
      state: 'deleted',
      nativeState: 'PendingDeletion',
    });
  });

  it('survives odd fields, and is nothing without an ARN', () => {
    const odd = { Name: 5, KmsKeyId: {}, RotationEnabled: 'yes', CreatedDate: 'x', Tags: [null] };
    expect(valid({ ...odd, ARN } as never)).toMatchObject({
      name: null,
      createdAt: null,
      tags: {},
      attributes: { encryptionKeyId: null, rotates: null },
    });
    expect(toSecret({ Name: 'x' }, 'eu-west-1')).toBeNull();
  });
});
