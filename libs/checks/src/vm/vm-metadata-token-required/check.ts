import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const vmMetadataTokenRequired = defineCheck({
  id: 'vm-metadata-token-required',
  title: 'Instance metadata service requires a session token',
  severity: 'high',
  appliesTo: 'vm',
  risk: 'A web application that can be made to fetch an address hands out the credentials of the machine through the metadata service.',
  remediation: {
    text: 'Require session tokens for requests to the metadata service.',
    aws: 'aws ec2 modify-instance-metadata-options --instance-id <id> --http-tokens required',
  },
  references: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html',
  ],
  evaluate: ({ attributes }) => {
    if (attributes.metadataTokenRequired === null) {
      return unknown('the options of the metadata service were not observed');
    }
    return attributes.metadataTokenRequired
      ? pass()
      : fail('the metadata service answers without a session token');
  },
});
