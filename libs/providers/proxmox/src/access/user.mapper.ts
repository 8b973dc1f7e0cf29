import { listOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { flagOf } from '../pve-values';
import { stateOf, toToken } from './token.mapper';

/** Users with a second factor that is switched on; `null` when the token may not know. */
export type SecondFactors = ReadonlySet<string> | null;

/** A user with its API tokens; empty when the payload has no id. */
export function toUser(
  raw: unknown,
  secondFactors: SecondFactors,
): (DiscoveredResource<'identity'> | DiscoveredResource<'access_key'>)[] {
  const { tokens, ...user } = recordOf(raw);
  const userId = textOf(user['userid']);
  if (userId === null) return [];
  const isEnabled = flagOf(user['enable']);
  const identity: DiscoveredResource<'identity'> = {
    resourceId: `user/${userId}`,
    resourceType: 'identity',
    nativeType: 'user',
    name: userId,
    region: null,
    zone: null,
    state: stateOf(isEnabled),
    nativeState: isEnabled === null ? null : isEnabled ? 'enabled' : 'disabled',
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: null,
    relationships: [],
    price: null,
    attributes: {
      kind: 'user',
      isEnabled,
      // Passwords are a matter of the realm, which does not tell.
      hasPassword: null,
      mfaEnabled: hasSecondFactor(userId, user['keys'], secondFactors),
      lastUsedAt: null,
    },
    raw: user,
  };
  const keys = listOf(tokens).map((token) => toToken(token, { userId, isEnabled }));
  return [identity, ...keys.filter((key) => key !== null)];
}

/** A realm may ask for keys that stand with the user instead of among the factors. */
function hasSecondFactor(
  userId: string,
  keys: unknown,
  secondFactors: SecondFactors,
): boolean | null {
  if (textOf(keys) !== null && keys !== '') return true;
  return secondFactors === null ? null : secondFactors.has(userId);
}
