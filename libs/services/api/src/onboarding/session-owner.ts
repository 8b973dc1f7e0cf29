import type { Principal } from '../auth/principal';
import type { SessionOwner } from './onboarding-session.repository';

/** Who a session belongs to: the token or the person that began it, on whichever device. */
export function sessionOwner({ tenantId, actor }: Principal): SessionOwner {
  return { tenantId, owner: `${actor.kind}:${actor.id}` };
}
