import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const bucketPolicyNotPublic = defineCheck({
  id: 'bucket-policy-not-public',
  title: 'Bucket policy does not make the bucket public',
  severity: 'critical',
  appliesTo: 'bucket',
  risk: 'Anyone on the Internet can use the bucket as the policy allows: list it, read it, perhaps change it.',
  remediation: {
    text: 'Name the accounts, roles or networks that need access in the policy instead of everyone.',
    aws: 'Remove statements with Principal "*" that no condition restricts, and block public access.',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status',
  ],
  evaluate: ({ attributes }) => {
    if (attributes.policyPublic === null) return unknown('the policy was not observed');
    if (!attributes.policyPublic) return pass();
    return attributes.publicAccessBlocked === true
      ? pass()
      : fail('the policy grants access to everyone');
  },
});
