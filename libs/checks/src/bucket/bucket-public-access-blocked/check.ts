import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const bucketPublicAccessBlocked = defineCheck({
  id: 'bucket-public-access-blocked',
  title: 'Public access to the bucket is blocked',
  severity: 'high',
  appliesTo: 'bucket',
  risk: 'A single policy or access control list set by mistake makes the contents of the bucket readable by anyone.',
  remediation: {
    text: 'Block public access for the bucket, whatever its policy and access control lists say.',
    aws: 'Switch on all four settings of Block Public Access for the bucket, better for the whole account.',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  ],
  evaluate: ({ attributes }) => {
    if (attributes.publicAccessBlocked === null) {
      return unknown('the public access block was not observed');
    }
    return attributes.publicAccessBlocked ? pass() : fail('public access is not fully blocked');
  },
});
