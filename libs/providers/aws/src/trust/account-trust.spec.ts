import { aws } from '../provider';
import { partitionOfRole, roleIn } from './account-trust';

const ROLE = 'arn:aws:iam::123456789012:role/SkyledgerReadOnly';
const OURS = 'arn:aws:iam::999988887777:role/Discovery';
const OURS_IN_CHINA = 'arn:aws-cn:iam::999988887777:role/Discovery';
const EXTERNAL_ID = 'skyledger-0123456789abcdefghij_-ABCDEFGHIJ';
const KEYS = { access_key_id: 'AKIAIOSFODNN7EXAMPLE', secret_access_key: 's' };

const template = (
  format: 'cloudformation' | 'terraform',
  discoveryRoles: readonly string[],
  partition?: string,
): string =>
  aws.trust!.template({
    format,
    externalId: EXTERNAL_ID,
    discoveryRoles,
    ...(partition !== undefined && { partition }),
  });

describe('what credentials claim', () => {
  const claim = (credentials: object): unknown =>
    aws.trust!.claimOf(aws.credentials.parse(credentials));

  it('is the account of the role, and the external id', () => {
    expect(claim({ role_arn: ROLE, external_id: 'ext-1' })).toEqual({
      nativeAccountId: '123456789012',
      externalId: 'ext-1',
    });
    expect(claim({ role_arn: ROLE })).toEqual({
      nativeAccountId: '123456789012',
      externalId: null,
    });
  });

  it('is nothing with keys, which say themselves on whose behalf we come', () => {
    expect(claim(KEYS)).toBeNull();
    expect(claim({ role_arn: ROLE, external_id: 'ext-1', ...KEYS })).toBeNull();
  });
});

describe('the stack of CloudFormation', () => {
  const role = (text: string): Record<string, unknown> =>
    JSON.parse(text).Resources.SkyledgerRole.Properties;

  it('trusts one principal, with the external id, and allows what the passes declare', () => {
    const { AssumeRolePolicyDocument: trust, Policies } = role(template('cloudformation', [OURS]));
    expect(trust).toMatchObject({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: { Ref: 'TrustedPrincipalArn' } },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': EXTERNAL_ID } },
        },
      ],
    });
    const [{ PolicyDocument }] = Policies as [{ PolicyDocument: object }];
    const [{ Action: actions }] = (PolicyDocument as { Statement: [{ Action: string[] }] })
      .Statement;
    const declared = aws.passes.flatMap(({ permissions }) => permissions);
    expect(actions).toEqual(expect.arrayContaining(declared));
    for (const action of actions)
      expect(action).toMatch(
        /^[a-z0-9-]+:(Describe|Get|List|Lookup|BatchGet|GenerateCredentialReport$|SimulatePrincipalPolicy$)/,
      );
  });

  it.each([
    ['in the usual partition', undefined, OURS],
    ['in China', 'aws-cn', OURS_IN_CHINA],
    ['where we have no role', 'aws-us-gov', undefined],
  ])('names the role of ours %s', (_where, partition, expected) => {
    const { Parameters } = JSON.parse(template('cloudformation', [OURS, OURS_IN_CHINA], partition));
    expect(Parameters.TrustedPrincipalArn.Default).toBe(expected);
    expect(OURS_IN_CHINA).toMatch(new RegExp(Parameters.TrustedPrincipalArn.AllowedPattern));
  });

  it('fits into what IAM takes: 10,240 characters of inline policies', () => {
    const { Policies } = role(template('cloudformation', [OURS]));
    expect(JSON.stringify(Policies).length).toBeLessThan(10_240);
  });
});

describe('the file of Terraform', () => {
  it('says the same', () => {
    const text = template('terraform', [OURS]);
    expect(text).toContain(`"sts:ExternalId" = "${EXTERNAL_ID}"`);
    expect(text).toContain(`default     = "${OURS}"`);
    for (const { permissions } of aws.passes) {
      for (const permission of permissions) expect(text).toContain(`"${permission}",`);
    }
    expect(text.split('{')).toHaveLength(text.split('}').length);
  });

  it('asks for the principal where none is known', () => {
    const text = template('terraform', []);
    expect(text).toMatch(/variable "trusted_principal_arn" \{[^}]*type {8}= string\n\}/);
  });
});

it('finds the partition of a role, and our role there', () => {
  expect(partitionOfRole(OURS_IN_CHINA)).toBe('aws-cn');
  expect(roleIn('aws-cn', [OURS, OURS_IN_CHINA])).toBe(OURS_IN_CHINA);
  expect(roleIn('aws-us-gov', [OURS])).toBeNull();
});
