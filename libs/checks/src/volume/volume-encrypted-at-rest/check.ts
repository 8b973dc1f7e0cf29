import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const volumeEncryptedAtRest = defineCheck({
  id: 'volume-encrypted-at-rest',
  title: 'Volume is encrypted at rest',
  severity: 'medium',
  appliesTo: 'volume',
  risk: 'The contents of the volume and of its snapshots can be read by whoever gets hold of a copy.',
  remediation: {
    text: 'Move the data to an encrypted volume, or encrypt the file system inside it.',
    aws: 'Copy a snapshot with encryption on and make a new volume of it; switch encryption by default on for the region.',
    hetzner:
      'Volumes are not encrypted by the provider: encrypt the file system, for example with LUKS.',
  },
  references: [
    'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html',
    'https://docs.hetzner.com/cloud/volumes/faq/',
  ],
  evaluate: ({ attributes }) => {
    if (attributes.encryptedAtRest === null) return unknown('encryption was not observed');
    return attributes.encryptedAtRest ? pass() : fail('the volume is not encrypted');
  },
});
