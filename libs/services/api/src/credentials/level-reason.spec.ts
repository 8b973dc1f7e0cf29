import { type LedgerCredential, reasonOf } from './level-reason';

const LIMITS = { ageWarning: 60, ageCritical: 90, expiryWarning: 30, expiryCritical: 7 };
const FRESH: LedgerCredential = {
  level: 'ok',
  age_days: 3,
  days_left: null,
  is_keyless: false,
  write_permissions: null,
};

it.each<[Partial<LedgerCredential>, string]>([
  [{}, 'Nothing is known against them.'],
  [{ days_left: 200, write_permissions: [] }, 'Nothing is known against them.'],
  [{ level: 'warning', age_days: 61 }, 'The credentials are 61 days old. Replace them.'],
  [{ level: 'warning', days_left: 29 }, 'The credentials end in 29 days. Replace them.'],
  [{ level: 'critical', days_left: 1 }, 'The credentials end in 1 day. Replace them.'],
  [{ level: 'critical', days_left: 0 }, 'The credentials end within a day. Replace them.'],
  [
    { level: 'expired', days_left: -1, age_days: 400 },
    'The credentials have ended. The credentials are 400 days old. Replace them.',
  ],
  [
    { level: 'exempt', is_keyless: true, age_days: 400 },
    'No key is stored that could age: an identity opens the account.',
  ],
  [
    { level: 'warning', write_permissions: ['a', 'b', 'c', 'd', 'e', 'f'] },
    'They may do more than read: a, b, c, d, e and 1 more. Use credentials that only read.',
  ],
])('says why %j', (differs, reason) => {
  expect(reasonOf({ ...FRESH, ...differs }, LIMITS)).toBe(reason);
});
