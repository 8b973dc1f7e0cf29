import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

const LEAST_LENGTH = 14;

export const accountPasswordsLongEnough = defineCheck({
  id: 'account-passwords-long-enough',
  title: 'Passwords of the account have at least 14 characters',
  severity: 'medium',
  appliesTo: 'account_settings',
  risk: 'Short passwords are guessed or found in lists of passwords that were stolen elsewhere.',
  remediation: {
    text: 'Ask for passwords of at least 14 characters.',
    aws: 'Set a minimum password length of 14 or more under IAM, Account settings, Password policy.',
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
  ],
  evaluate: ({ attributes }) => {
    const length = attributes.passwordMinimumLength;
    if (length === null) return unknown('the rules for passwords were not observed');
    return length >= LEAST_LENGTH ? pass() : fail(`passwords may have ${length} characters`);
  },
});
