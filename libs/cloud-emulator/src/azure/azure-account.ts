import type { RestAccountSpec } from '../cloud/rest-api';
import type { AzureAccountSpec } from './azure-account-spec';
import type { AzureEstate } from './azure-estate';

/** One subscription as it is served. */
export interface AzureAccount extends RestAccountSpec {
  readonly spec: AzureAccountSpec;
  readonly estate: AzureEstate;
}
