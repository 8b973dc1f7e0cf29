import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const bucketEncryptedAtRest = defineCheck({
  id: 'bucket-encrypted-at-rest',
  title: 'Bucket encrypts its objects at rest',
  severity: 'medium',
  appliesTo: 'bucket',
  risk: 'Whoever gets hold of the stored data, by a lost disk or a copied replica, can read it.',
  remediation: {
    text: 'Switch default encryption on and encrypt the objects that are already there.',
    aws: 'Set default encryption of the bucket to SSE-S3 or, to control the key, SSE-KMS.',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html'],
  evaluate: ({ attributes }) => {
    if (attributes.encryptedAtRest === null) return unknown('encryption was not observed');
    return attributes.encryptedAtRest ? pass() : fail('default encryption is off');
  },
});
