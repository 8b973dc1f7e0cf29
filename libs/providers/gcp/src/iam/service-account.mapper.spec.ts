import type { DiscoveredResource } from '@skyledger/resource-model';
import { expectKeptWhateverFieldsHold } from '../testing/odd-payloads';
import { toServiceAccount } from './service-account.mapper';

const EMAIL = 'orders@shop.iam.gserviceaccount.com';

const anAccount = (changes: object = {}): Record<string, unknown> => ({
  name: `projects/shop/serviceAccounts/${EMAIL}`,
  projectId: 'shop',
  uniqueId: '100000000000000000042',
  email: EMAIL,
  displayName: 'Orders',
  ...changes,
});

const map = (raw: unknown): DiscoveredResource<'identity'> | null => toServiceAccount(raw, 'shop');

describe('toServiceAccount', () => {
  it('maps a service account', () => {
    expect(map(anAccount())).toMatchObject({
      resourceId: `//iam.googleapis.com/projects/shop/serviceAccounts/${EMAIL}`,
      nativeType: 'iam.googleapis.com/ServiceAccount',
      name: 'Orders',
      state: 'running',
      attributes: { kind: 'service', isEnabled: true, hasPassword: false, lastUsedAt: null },
    });
  });

  it.each<[unknown, boolean | null, string]>([
    [true, false, 'stopped'],
    [false, true, 'running'],
    ['yes', null, 'unknown'],
  ])('with disabled %p is enabled: %p', (disabled, isEnabled, state) => {
    expect(map(anAccount({ disabled }))).toMatchObject({ state, attributes: { isEnabled } });
  });

  it('goes by its address where it has no name, also that of Google', () => {
    const email = '42-compute@developer.gserviceaccount.com';
    expect(map(anAccount({ email, displayName: undefined }))).toMatchObject({
      resourceId: `//iam.googleapis.com/projects/shop/serviceAccounts/${email}`,
      name: email,
    });
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(map, anAccount(), ['email']);
  });
});
