import type { Account } from '@aws-sdk/client-organizations';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toMemberAccount } from './accounts.mapper';

const ARN = 'arn:aws:organizations::999988887777:account/o-exampleorg/111122223333';
const ACCOUNT: Account = {
  Id: '111122223333',
  Arn: ARN,
  Email: 'shop@example.com',
  Name: 'Shop',
  State: 'ACTIVE',
  Paths: ['o-exampleorg/r-ab12/ou-ab12-workloads/ou-ab12-production/111122223333/'],
  JoinedMethod: 'CREATED',
  JoinedTimestamp: new Date('2024-01-01T00:00:00Z'),
};

describe('toMemberAccount', () => {
  const valid = (account: Account) => {
    const resource = toMemberAccount(account);
    expect(discoveredResourceSchema.safeParse(resource).error).toBeUndefined();
    return resource;
  };

  it('maps an account that was made in the organisation', () => {
    expect(valid(ACCOUNT)).toMatchObject({
      resourceId: ARN,
      nativeType: 'AWS::Organizations::Account',
      name: 'Shop',
      region: null,
      state: 'running',
      nativeState: 'ACTIVE',
      createdAt: '2024-01-01T00:00:00.000Z',
      attributes: { nativeAccountId: '111122223333', parentId: 'ou-ab12-production' },
    });
  });

  it('does not know when an account was made that was invited', () => {
    expect(valid({ ...ACCOUNT, JoinedMethod: 'INVITED' })?.createdAt).toBeNull();
  });

  it.each([
    [['o-exampleorg/r-ab12/111122223333/'], 'r-ab12'],
    [['somewhere'], null],
    [undefined, null],
  ])('at %j, hangs on %s', (Paths, parentId) => {
    expect(valid({ ...ACCOUNT, Paths })?.attributes.parentId).toBe(parentId);
  });

  it.each([
    ['PENDING_ACTIVATION', 'pending'],
    ['PENDING_CLOSURE', 'pending'],
    ['SUSPENDED', 'stopped'],
    ['CLOSED', 'deleted'],
    ['constructor', 'unknown'],
  ])('in the state %s is %s', (State, state) => {
    expect(valid({ ...ACCOUNT, State: State as never })?.state).toBe(state);
  });

  it('reads the older field where there is no other', () => {
    const account = valid({ ...ACCOUNT, State: undefined, Status: 'SUSPENDED' });
    expect(account).toMatchObject({ state: 'stopped', nativeState: 'SUSPENDED' });
  });

  it('survives odd fields, and is nothing without an ARN', () => {
    for (const { odd } of oddPayloads(ACCOUNT, ['Arn'])) valid(odd);
    expect(toMemberAccount({ ...ACCOUNT, Arn: undefined })).toBeNull();
  });
});
