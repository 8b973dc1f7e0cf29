import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const bucketVersioned = defineCheck({
  id: 'bucket-versioned',
  title: 'Bucket keeps old versions',
  severity: 'low',
  appliesTo: 'bucket',
  risk: 'What is overwritten or deleted, by mistake or by malware, is gone at once.',
  remediation: {
    text: 'Keep old versions of objects for some time.',
    aws: 'Switch on versioning under Properties of the bucket, and let a lifecycle rule delete old versions.',
    gcp: 'Switch on object versioning of the bucket (gcloud storage buckets update --versioning), or rely on soft delete.',
    digitalocean:
      'Switch versioning on by the S3 API (PutBucketVersioning), and let a lifecycle rule delete old versions.',
    ovh: 'Switch versioning on by the S3 API (PutBucketVersioning), and let a lifecycle rule delete old versions.',
    scaleway:
      'Switch versioning on by the S3 API (PutBucketVersioning), and let a lifecycle rule delete old versions.',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
    'https://cloud.google.com/storage/docs/object-versioning',
  ],
  evaluate: ({ attributes }) => {
    if (attributes.versioned === null) return unknown('versioning was not observed');
    return attributes.versioned ? pass() : fail('old versions are not kept');
  },
});
