import { define, type Setting } from '../setting';
import { wholeNumber } from '../setting-schemas';

/** When accounts and their credentials are looked at again. */
export const accountSettings = {
  schedulerTickSeconds: define({
    env: 'SKYLEDGER_SCHEDULER_TICK_SECONDS',
    schema: wholeNumber(1, 86_400),
    default: '60',
    description:
      'Seconds between two looks for due accounts and stuck runs. How often an account is discovered is its own schedule.',
    services: ['scheduler'],
  }),
  validationMaxAgeMinutes: define({
    env: 'SKYLEDGER_VALIDATION_MAX_AGE_MINUTES',
    schema: wholeNumber(5, 525_600),
    default: '1440',
    description:
      'Minutes after which the credentials of an account are tried again, whether or not it was discovered.',
    services: ['scheduler'],
  }),
  organizationSyncMinutes: define({
    env: 'SKYLEDGER_ORGANIZATION_SYNC_MINUTES',
    schema: wholeNumber(5, 525_600),
    default: '60',
    description: 'Minutes after which the members of a connected organisation are listed again.',
    services: ['scheduler'],
  }),
  onboardingDays: define({
    env: 'SKYLEDGER_ONBOARDING_DAYS',
    schema: wholeNumber(1, 90),
    default: '7',
    description:
      'Days after which an onboarding session ends and is deleted with the credentials it holds.',
    services: ['accounts'],
  }),
  credentialWarningDays: define({
    env: 'SKYLEDGER_CREDENTIAL_WARNING_DAYS',
    schema: wholeNumber(1, 3650),
    default: '60',
    description: 'Age in days from which stored credentials are worth a warning.',
    services: ['gateway', 'scheduler'],
  }),
  credentialCriticalDays: define({
    env: 'SKYLEDGER_CREDENTIAL_CRITICAL_DAYS',
    schema: wholeNumber(1, 3650),
    default: '90',
    description: 'Age in days from which stored credentials are critical.',
    services: ['gateway', 'scheduler'],
  }),
  credentialExpiryWarningDays: define({
    env: 'SKYLEDGER_CREDENTIAL_EXPIRY_WARNING_DAYS',
    schema: wholeNumber(1, 3650),
    default: '30',
    description: 'Days before their known end from which stored credentials are worth a warning.',
    services: ['gateway', 'accounts', 'scheduler'],
  }),
  credentialExpiryCriticalDays: define({
    env: 'SKYLEDGER_CREDENTIAL_EXPIRY_CRITICAL_DAYS',
    schema: wholeNumber(1, 3650),
    default: '7',
    description: 'Days before their known end from which stored credentials are critical.',
    services: ['gateway', 'scheduler'],
  }),
} satisfies Record<string, Setting>;
