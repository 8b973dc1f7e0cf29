import type { AzureAccount } from './azure-account';

/** The subscription itself. */
export function subscriptionJson(subscription: {
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly name: string;
  readonly state?: string;
}): Record<string, unknown> {
  const { subscriptionId, tenantId, name, state = 'Enabled' } = subscription;
  return {
    id: `/subscriptions/${subscriptionId}`,
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    subscriptionId,
    tenantId,
    displayName: name,
    state,
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'PayAsYouGo_2014-09-01',
      spendingLimit: 'Off',
    },
  };
}

/** A reader's role, less what the account may not read. */
export function permissionsJson({
  deniedPaths = [],
  spec,
}: AzureAccount): Record<string, unknown>[] {
  const { actions = ['*/read'] } = spec;
  const notActions = deniedPaths.map(
    (path) => `${path.replace(/^.*\/providers\//, '').replace(/\/:\w+/g, '')}/read`,
  );
  return [{ actions, notActions, dataActions: [], notDataActions: [] }];
}
