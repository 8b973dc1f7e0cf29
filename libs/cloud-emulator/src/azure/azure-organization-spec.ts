/**
 * What an application sees beside its subscriptions. Read anew with each request: what a test changes in
 * the lists it gave is seen at once.
 */
export interface AzureOrganizationSpec {
  /** The name of the tenant, and of the management group that everything in it is in. */
  readonly displayName: string;
  readonly groups?: readonly AzureGroupSpec[];
  readonly subscriptions: readonly AzureMemberSpec[];
}

export interface AzureGroupSpec {
  readonly id: string;
  readonly name: string;
  /** Default: the root, which has the id of the tenant. */
  readonly parentId?: string;
}

export interface AzureMemberSpec {
  /** What it holds is what an account of the estate with this subscription has. */
  readonly id: string;
  readonly name: string;
  /** Default: the root. */
  readonly groupId?: string;
  /** Default `Enabled`. */
  readonly state?: 'Enabled' | 'Warned' | 'PastDue' | 'Disabled' | 'Deleted';
  /** Of another tenant, which lets this one manage it; default: of this one, and in its groups. */
  readonly tenantId?: string;
}
