import type { AccountSettings } from '@skyledger/contracts';
import { withCredentials, withMethod, withProvider, withSettings } from './onboarding-changes';
import type { OnboardingSession } from './onboarding-session';

const settings: AccountSettings = {
  name: 'Production',
  environment: 'production',
  regions: ['a', 'b'],
  resourceTypes: null,
  schedule: { kind: 'manual' },
  labels: {},
  group: null,
};
const session: OnboardingSession = {
  id: 'session',
  accountId: 'account',
  status: 'open',
  provider: 'aws',
  settings,
  method: 'role',
  externalId: null,
  credentials: { keyId: 'key', ciphertext: Buffer.from('sealed') },
  fingerprint: 'print',
  inputsVersion: '3',
  validation: null,
  validatedInputs: null,
  version: '5',
};
const sealed = { keyId: 'key', ciphertext: Buffer.from('others') };

it('forgets method and credentials with another provider, and nothing with the same', () => {
  expect(withProvider(session, 'hetzner')).toEqual({
    provider: 'hetzner',
    method: null,
    credentials: null,
    validateAgain: true,
  });
  expect(withProvider(session, 'aws')).toEqual({ provider: 'aws', validateAgain: false });
});

it('forgets credentials with another method, and nothing with the same', () => {
  expect(withMethod(session, 'access_keys')).toEqual({
    method: 'access_keys',
    credentials: null,
    validateAgain: true,
  });
  expect(withMethod(session, 'role')).toEqual({ method: 'role', validateAgain: false });
});

it.each<[string, Partial<AccountSettings>, boolean]>([
  [
    'another name',
    { name: 'Staging', schedule: { kind: 'daily', time: '06:01', time_zone: 'UTC' } },
    false,
  ],
  ['the same regions in another order', { regions: ['b', 'a', 'b'] }, false],
  ['another region', { regions: ['a', 'c'] }, true],
  ['fewer regions', { regions: ['a'] }, true],
  ['every region', { regions: null }, true],
])('looks at regions alone to tell whether to validate again: %s', (_, change, validateAgain) => {
  expect(withSettings(session, { ...settings, ...change })).toMatchObject({ validateAgain });
});

it('compares the first regions with every region', () => {
  const before = { ...session, settings: null };
  expect(withSettings(before, settings).validateAgain).toBe(true);
  expect(withSettings(before, { ...settings, regions: null }).validateAgain).toBe(false);
});

it('tells other credentials from the same by their fingerprint', () => {
  expect(withCredentials(session, { sealed, fingerprint: 'print' }).validateAgain).toBe(false);
  expect(withCredentials(session, { sealed, fingerprint: 'other' }).validateAgain).toBe(true);
});
