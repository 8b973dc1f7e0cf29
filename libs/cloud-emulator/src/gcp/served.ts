import { RestRefusal } from '../cloud/rest-api';
import type { RestAnswer } from '../cloud/rest-route';
import { serviceDisabled } from './gcp-errors';
import type { GcpCall } from './page';

/** Answers for the caller's own project, where the service was switched on. */
export function served(
  call: GcpCall,
  of: string | null | undefined,
  name: string,
  make: (call: GcpCall) => Record<string, unknown>,
): RestAnswer {
  const { account } = call;
  if (of !== account.account) throw new RestRefusal({ kind: 'forbidden' });
  const service = `${name}.googleapis.com`;
  if (account.disabledServices?.includes(service)) {
    return serviceDisabled(service, account.scope.projectNumber);
  }
  return { body: make(call) };
}
