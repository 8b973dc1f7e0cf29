import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toAccessKey } from './access-keys.mapper';
import { toAccountSettings, type AccountFacts } from './account-settings.mapper';
import { parseReport } from './credential-report';
import { toGroup, toUser } from './identities.mapper';
import { toPolicy } from './policies.mapper';
import { toRole } from './roles.mapper';

const CREATED = new Date('2024-01-01T00:00:00Z');
const USER = 'arn:aws:iam::123456789012:user/people/anna,b';
const REPORT = [
  'user,arn,password_enabled,password_last_used,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_2_last_rotated,access_key_2_last_used_date',
  '<root_account>,arn:aws:iam::123456789012:root,not_supported,no_information,true,false,N/A,N/A,N/A,N/A',
  `anna,b,${USER},true,2024-05-01T10:00:00+00:00,false,true,2024-01-01T00:00:00+00:00,2024-06-01T10:00:00+02:00,2024-02-01T00:00:00+00:00,N/A`,
  'cut,off',
].join('\n');
const ROWS = parseReport(REPORT);

function valid<Resource>(resource: Resource): Resource {
  expect(discoveredResourceSchema.safeParse(resource).error).toBeUndefined();
  return resource;
}

describe('the credential report', () => {
  it('finds users by ARN, though their names have commas', () => {
    expect([...ROWS.keys()]).toEqual(['arn:aws:iam::123456789012:root', USER]);
    expect(ROWS.get(USER)?.get('user')).toBe('anna,b');
  });

  it('is refused when it is no report', () => {
    expect(() => parseReport('<html>')).toThrow('column arn');
  });
});

describe('toUser', () => {
  it('joins listing and report', () => {
    const user = toUser(
      {
        Arn: USER,
        UserName: 'anna,b',
        CreateDate: CREATED,
        Tags: [{ Key: 'team', Value: 'sre' }],
        AttachedManagedPolicies: [
          { PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
          { PolicyArn: 'arn:aws:iam::123456789012:policy/own' },
        ],
      },
      ROWS.get(USER),
    );
    expect(valid(user)).toMatchObject({
      resourceId: USER,
      name: 'anna,b',
      createdAt: '2024-01-01T00:00:00.000Z',
      tags: { team: 'sre' },
      relationships: [{ kind: 'attached_to', resourceId: 'arn:aws:iam::123456789012:policy/own' }],
      attributes: {
        kind: 'user',
        isEnabled: true,
        hasPassword: true,
        mfaEnabled: false,
        lastUsedAt: '2024-06-01T00:00:00.000Z',
      },
    });
  });

  it('knows nothing of a user whom the report does not know', () => {
    expect(valid(toUser({ Arn: USER }, undefined))?.attributes).toMatchObject({
      hasPassword: null,
      mfaEnabled: null,
      lastUsedAt: null,
    });
  });
});

describe('toAccessKey', () => {
  it.each([
    ['2024-01-01T00:00:00Z', '2024-06-01T00:00:00.000Z'],
    ['2024-02-01T00:00:00Z', null],
    ['2024-03-01T00:00:00Z', null],
  ])('finds the use of the key made at %s by that time', (created, lastUsedAt) => {
    const key = { AccessKeyId: 'AKIAEXAMPLE', Status: 'Active', CreateDate: new Date(created) };
    expect(valid(toAccessKey(key as never, USER, ROWS.get(USER)))).toMatchObject({
      resourceId: 'AKIAEXAMPLE',
      state: 'running',
      attributes: { identityId: USER, isEnabled: true, lastUsedAt, neverExpires: true },
    });
  });

  it.each([
    ['Inactive', 'stopped', false],
    ['Expired', 'stopped', false],
    [undefined, 'unknown', null],
    [7, 'unknown', null],
  ])('reads the status %p', (Status, state, isEnabled) => {
    const key = toAccessKey({ AccessKeyId: 'AKIAEXAMPLE', Status } as never, USER, undefined);
    expect(valid(key)).toMatchObject({ state, attributes: { isEnabled } });
  });
});

describe('toRole', () => {
  const role = (changes: Record<string, unknown>) =>
    valid(
      toRole({
        Arn: 'arn:aws:iam::123456789012:role/deploy',
        RoleName: 'deploy',
        Path: '/',
        ...changes,
      }),
    );
  const trust = (Principal: unknown, Condition?: unknown): string =>
    encodeURIComponent(
      JSON.stringify({ Statement: [{ Effect: 'Allow', Principal, Action: 'sts:*', Condition }] }),
    );

  it.each([
    ['a service', trust({ Service: 'ec2.amazonaws.com' }), false, []],
    ['everyone', trust('*'), true, []],
    ['another account', trust({ AWS: '222222222222' }), false, ['222222222222']],
    ['nobody knows', '%7B', null, null],
  ])('tells who may take it on: %s', (_what, document, assumableByAnyone, trustedAccountIds) => {
    expect(role({ AssumeRolePolicyDocument: document })).toMatchObject({
      isPublic: assumableByAnyone,
      attributes: { providerManaged: false, assumableByAnyone, trustedAccountIds },
    });
  });

  it('knows the roles of AWS itself, and when a role was used', () => {
    const used = { Path: '/aws-service-role/x/', RoleLastUsed: { LastUsedDate: CREATED } };
    expect(role(used)?.attributes).toMatchObject({
      providerManaged: true,
      lastUsedAt: '2024-01-01T00:00:00.000Z',
    });
  });
});

describe('toPolicy', () => {
  const document = (Action: string): string =>
    encodeURIComponent(JSON.stringify({ Statement: { Effect: 'Allow', Action, Resource: '*' } }));

  it('judges the version in force', () => {
    const policy = toPolicy({
      Arn: 'arn:aws:iam::123456789012:policy/own',
      PolicyName: 'own',
      AttachmentCount: 2,
      PolicyVersionList: [
        { Document: document('s3:*'), IsDefaultVersion: true },
        { Document: document('*'), IsDefaultVersion: false },
      ],
    });
    expect(valid(policy)?.attributes).toEqual({
      providerManaged: false,
      grantsEverything: false,
      attachmentCount: 2,
    });
  });

  it('does not judge what it was not told', () => {
    const policy = toPolicy({ Arn: 'arn:aws:iam::aws:policy/Admin' });
    expect(valid(policy)?.attributes).toEqual({
      providerManaged: true,
      grantsEverything: null,
      attachmentCount: null,
    });
  });
});

describe('toAccountSettings', () => {
  const settings = (changes: Partial<AccountFacts>) =>
    valid(
      toAccountSettings({
        accountId: '123456789012',
        partition: 'aws-cn',
        summary: { AccountMFAEnabled: 1, AccountAccessKeysPresent: 0, AccountPasswordPresent: 1 },
        passwordPolicy: null,
        publicAccessBlock: null,
        ...changes,
      }),
    );

  it('says what holds where nobody decided anything', () => {
    expect(settings({})).toMatchObject({
      resourceId: 'arn:aws-cn:iam::123456789012:root',
      attributes: {
        rootMfaEnabled: true,
        rootAccessKeyCount: 0,
        passwordMinimumLength: 8,
        passwordReuseCount: 0,
        passwordMaximumAgeDays: 0,
        publicBucketsBlocked: false,
      },
    });
  });

  it('reads a password policy', () => {
    const passwordPolicy = {
      MinimumPasswordLength: 14,
      PasswordReusePrevention: 24,
      ExpirePasswords: true,
      MaxPasswordAge: 90,
    };
    expect(settings({ passwordPolicy }).attributes).toMatchObject({
      passwordMinimumLength: 14,
      passwordReuseCount: 24,
      passwordMaximumAgeDays: 90,
    });
  });

  it('does not take silence for an answer', () => {
    const silent = { summary: {}, passwordPolicy: undefined, publicAccessBlock: undefined };
    expect(Object.values(settings(silent).attributes)).toEqual(Array(7).fill(null));
  });

  it('does not miss the MFA of a root user who cannot sign in', () => {
    const summary = { AccountMFAEnabled: 0, AccountPasswordPresent: 0 };
    expect(settings({ summary }).attributes.rootMfaEnabled).toBeNull();
    expect(
      settings({ summary: { ...summary, AccountPasswordPresent: 1 } }).attributes.rootMfaEnabled,
    ).toBe(false);
  });
});

describe('odd payloads', () => {
  const odd = {
    UserName: 5,
    GroupName: null,
    RoleName: {},
    PolicyName: ['x'],
    Path: 7,
    CreateDate: 'yesterday',
    Tags: [null, { Key: 5 }, { Key: 'constructor' }],
    AttachedManagedPolicies: [null, { PolicyArn: 7 }],
    AssumeRolePolicyDocument: { not: 'text' },
    RoleLastUsed: 'never',
    PolicyVersionList: { 0: 'x' },
    AttachmentCount: '3',
  };

  it.each([
    ['user', (raw: object) => toUser(raw, undefined)],
    ['group', toGroup],
    ['role', toRole],
    ['policy', toPolicy],
  ])('never cost the %s', (_what, map: (raw: never) => unknown) => {
    const resource = map({ ...odd, Arn: 'arn:aws:iam::123456789012:thing/x' } as never);
    expect(valid(resource)).toMatchObject({ name: null, createdAt: null });
    expect(map({ ...odd, Arn: 7 } as never)).toBeNull();
  });
});
