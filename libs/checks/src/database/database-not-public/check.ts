import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const databaseNotPublic = defineCheck({
  id: 'database-not-public',
  title: 'Database cannot be reached from the Internet',
  severity: 'critical',
  appliesTo: 'database',
  risk: 'Passwords can be guessed and flaws of the database used by anyone; what it holds is one mistake away from being copied.',
  remediation: {
    text: 'Give the database a private address only, and reach it from inside its network.',
    aws: 'Set PubliclyAccessible to false and place the instance in private subnets.',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html',
  ],
  evaluate: ({ attributes: { publiclyAccessible, endpoint, port } }) => {
    if (publiclyAccessible === null) return unknown('public access was not observed');
    if (!publiclyAccessible) return pass();
    if (endpoint === null) return fail('is publicly accessible');
    return fail(`is publicly accessible at ${port === null ? endpoint : `${endpoint}:${port}`}`);
  },
});
