import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toFunction } from './functions.mapper';

const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:orders';
const EC2 = 'arn:aws:ec2:eu-west-1:123456789012';

const FUNCTION: FunctionConfiguration = {
  FunctionArn: ARN,
  FunctionName: 'orders',
  Runtime: 'nodejs22.x',
  Role: 'arn:aws:iam::123456789012:role/orders',
  MemorySize: 256,
  Timeout: 30,
  LastModified: '2025-01-02T03:04:05.000+0000',
  VpcConfig: { VpcId: 'vpc-0a', SubnetIds: ['subnet-0a'], SecurityGroupIds: ['sg-0a'] },
};

describe('toFunction', () => {
  it('maps a function in a network', () => {
    const found = toFunction(FUNCTION);
    expect(discoveredResourceSchema.safeParse(found).error).toBeUndefined();
    expect(found).toMatchObject({
      resourceId: ARN,
      name: 'orders',
      region: 'eu-west-1',
      state: 'running',
      // When it was made is not told, only when it was changed.
      createdAt: null,
      relationships: [
        { kind: 'runs_in', resourceId: `${EC2}:vpc/vpc-0a` },
        { kind: 'runs_in', resourceId: `${EC2}:subnet/subnet-0a` },
        { kind: 'protected_by', resourceId: `${EC2}:security-group/sg-0a` },
      ],
      attributes: {
        runtime: 'nodejs22.x',
        memoryMib: 256,
        timeoutSeconds: 30,
        publiclyInvokable: null,
        identityId: 'arn:aws:iam::123456789012:role/orders',
      },
    });
  });

  it('has no relationships outside of a network, whose id is then empty', () => {
    const VpcConfig = { VpcId: '', SubnetIds: [], SecurityGroupIds: [] };
    expect(toFunction({ ...FUNCTION, VpcConfig })?.relationships).toEqual([]);
  });

  it.each([
    ['Active', 'running'],
    ['Inactive', 'stopped'],
    ['Pending', 'pending'],
    ['Failed', 'error'],
    ['toString', 'unknown'],
  ])('maps the state %s to %s', (State, state) => {
    expect(toFunction({ ...FUNCTION, State } as FunctionConfiguration)?.state).toBe(state);
  });

  it('keeps what it can read of odd payloads', () => {
    for (const { what, odd } of oddPayloads(FUNCTION, ['FunctionArn'])) {
      const { error } = discoveredResourceSchema.safeParse(toFunction(odd));
      expect([what, error]).toEqual([what, undefined]);
    }
    expect(toFunction({ FunctionName: 'orders' })).toBeNull();
  });
});
