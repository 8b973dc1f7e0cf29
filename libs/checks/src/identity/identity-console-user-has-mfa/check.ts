import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const identityConsoleUserHasMfa = defineCheck({
  id: 'identity-console-user-has-mfa',
  title: 'Users with a password for the console sign in with a second factor',
  severity: 'high',
  appliesTo: 'identity',
  risk: 'A password that is guessed, stolen or used elsewhere is enough to come in and do what the user may do.',
  remediation: {
    text: 'Give the user a second factor, or take the password away where the console is not needed.',
    aws: 'Assign an MFA device to the user under IAM, Users, Security credentials, or let people sign in by IAM Identity Center.',
    proxmox:
      'Add a second factor under Datacenter, Permissions, Two Factor, or require one in the realm.',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html'],
  evaluate: ({ attributes }) => {
    const { hasPassword, mfaEnabled } = attributes;
    if (hasPassword === false || mfaEnabled === true) return pass();
    if (hasPassword === null) return unknown('whether there is a password was not observed');
    if (mfaEnabled === null) return unknown('the second factor was not observed');
    return fail('a password is enough to sign in');
  },
});
