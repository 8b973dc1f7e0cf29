import {
  POLICY_NAME,
  ROLE_DESCRIPTION,
  ROLE_NAME,
  SESSION_SECONDS,
  type TemplateParts,
} from './template-parts';

/** A principal of AWS, in any partition, as a parameter takes it. */
const PRINCIPAL_PATTERN = '^arn:aws(-cn|-us-gov)?:iam::[0-9]{12}:(root|role/.+|user/.+)$';

/**
 * The role as a stack of CloudFormation, in JSON. It holds no ARN of its own, so that it is good in
 * every partition.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
 */
export function cloudFormationTemplate({ externalId, trustedArn, policy }: TemplateParts): string {
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: ROLE_DESCRIPTION,
    Parameters: {
      RoleName: { Type: 'String', Default: ROLE_NAME, Description: 'Name of the role' },
      TrustedPrincipalArn: {
        Type: 'String',
        ...(trustedArn === null ? {} : { Default: trustedArn }),
        AllowedPattern: PRINCIPAL_PATTERN,
        Description: 'The identity of Skyledger that may assume the role',
      },
    },
    Resources: {
      SkyledgerRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: { Ref: 'RoleName' },
          Description: ROLE_DESCRIPTION,
          MaxSessionDuration: SESSION_SECONDS,
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: { Ref: 'TrustedPrincipalArn' } },
                Action: 'sts:AssumeRole',
                Condition: { StringEquals: { 'sts:ExternalId': externalId } },
              },
            ],
          },
          Policies: [{ PolicyName: POLICY_NAME, PolicyDocument: policy }],
        },
      },
    },
    Outputs: {
      RoleArn: { Value: { 'Fn::GetAtt': ['SkyledgerRole', 'Arn'] } },
      ExternalId: { Value: externalId },
    },
  };
  return `${JSON.stringify(template, null, 2)}\n`;
}
