import {
  allowsAnyone,
  grantsEverything,
  policyDocumentOf,
  trustedAccounts,
  type PolicyDocument,
} from './policy-document';

const OWN = '123456789012';

function allowing(statement: Record<string, unknown>): PolicyDocument {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sqs:*', ...statement }] };
}

describe('policyDocumentOf', () => {
  it.each([
    ['plain', '{"Version":"2012-10-17"}'],
    ['percent-encoded', '%7B%22Version%22%3A%222012-10-17%22%7D'],
  ])('reads a %s document', (_what, text) => {
    expect(policyDocumentOf(text)).toEqual({ Version: '2012-10-17' });
  });

  it.each([undefined, null, 5, '', '[]', '%', '{"Version":', 'null'])('is null for %p', (value) => {
    expect(policyDocumentOf(value)).toBeNull();
  });
});

describe('allowsAnyone', () => {
  const everyone = { Principal: '*' };
  const onlyIf = (operator: string, key: string, value: unknown) => ({
    ...everyone,
    Condition: { [operator]: { [key]: value } },
  });

  it.each<[string, Record<string, unknown>, boolean]>([
    ['everyone', everyone, true],
    ['everyone of AWS', { Principal: { AWS: ['arn:aws:iam::1:root', '*'] } }, true],
    ['everyone but some', { NotPrincipal: { AWS: OWN } }, true],
    ['one account', { Principal: { AWS: `arn:aws:iam::${OWN}:root` } }, false],
    ['a service', { Principal: { Service: 'sns.amazonaws.com' } }, false],
    ['nobody', {}, false],
    ['everyone, denied', { ...everyone, Effect: 'Deny' }, false],
    ['an organization', onlyIf('StringEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5'), false],
    ['any organization', onlyIf('StringLike', 'aws:PrincipalOrgID', 'o-*'), true],
    ['part of one', onlyIf('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-a1/r-1/*'), false],
    [
      'if there are paths',
      onlyIf('ForAllValues:StringLike', 'aws:PrincipalOrgPaths', 'o-a/*'),
      true,
    ],
    ['an owner', onlyIf('StringEquals', 'AWS:SourceOwner', OWN), false],
    ['an owner, if told', onlyIf('StringEqualsIfExists', 'AWS:SourceOwner', OWN), true],
    ['not an owner', onlyIf('StringNotEquals', 'AWS:SourceOwner', OWN), true],
    ['a topic', onlyIf('ArnLike', 'aws:SourceArn', `arn:aws:sns:*:${OWN}:*`), false],
    ['any topic', onlyIf('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:*:*'), true],
    ['a bucket', onlyIf('ArnEquals', 'aws:SourceArn', 'arn:aws:s3:::logs'), false],
    ['any bucket', onlyIf('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::*'), true],
    ['some addresses', onlyIf('IpAddress', 'aws:SourceIp', ['192.0.2.0/24']), false],
    ['some and all', onlyIf('IpAddress', 'aws:SourceIp', ['192.0.2.0/24', '0.0.0.0/0']), true],
    ['a variable', onlyIf('StringEquals', 'aws:PrincipalAccount', '${aws:userid}'), true],
    ['no value', onlyIf('StringEquals', 'aws:SourceAccount', []), true],
    ['what proves nothing', onlyIf('Bool', 'aws:SecureTransport', 'true'), true],
    ['a secret of the caller', onlyIf('StringEquals', 'sts:ExternalId', 'x'), true],
  ])('%s: %j', (_what, statement, anyone) => {
    expect(allowsAnyone(allowing(statement))).toBe(anyone);
  });

  it('reads a single statement, and none, and odd ones', () => {
    expect(allowsAnyone({ Statement: { Effect: 'Allow', Principal: '*' } })).toBe(true);
    expect(allowsAnyone({})).toBe(false);
    expect(allowsAnyone({ Statement: [null, 5, 'x', { Effect: 'Allow', Principal: 7 }] })).toBe(
      false,
    );
    expect(allowsAnyone(null)).toBeNull();
  });
});

describe('grantsEverything', () => {
  it.each<[Record<string, unknown>, boolean]>([
    [{ Action: '*', Resource: '*' }, true],
    [{ Action: ['s3:*', '*:*'], Resource: ['*'] }, true],
    [{ Action: 's3:*', Resource: '*' }, false],
    [{ Action: '*', Resource: 'arn:aws:s3:::logs' }, false],
    [{ Effect: 'Deny', Action: '*', Resource: '*' }, false],
    [{ Action: '*', Resource: '*', Condition: { Bool: { 'aws:ViaAWSService': 'true' } } }, false],
  ])('%j', (statement, everything) => {
    expect(grantsEverything(allowing(statement))).toBe(everything);
  });
});

describe('trustedAccounts', () => {
  it('names other accounts, each once', () => {
    const principals = [
      'arn:aws:iam::222222222222:root',
      'arn:aws-cn:iam::111111111111:role/deploy',
      '222222222222',
      `arn:aws:iam::${OWN}:root`,
      'AROAEXAMPLEID',
      '*',
    ];
    expect(trustedAccounts(allowing({ Principal: { AWS: principals } }), OWN)).toEqual([
      '111111111111',
      '222222222222',
    ]);
    expect(trustedAccounts(allowing({ Principal: { Service: 'ec2.amazonaws.com' } }), OWN)).toEqual(
      [],
    );
    expect(trustedAccounts(null, OWN)).toBeNull();
  });
});
