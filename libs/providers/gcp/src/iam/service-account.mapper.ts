import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { offUnlessTold } from '../payload';
import { plainResource } from '../plain-resource';
import { serviceAccountName } from '../resource-name';

/** `null` without the e-mail address that identifies it. */
export function toServiceAccount(
  raw: unknown,
  projectId: string,
): DiscoveredResource<'identity'> | null {
  const account = recordOf(raw);
  const resourceId = serviceAccountName(account['email'], projectId);
  if (resourceId === null) return null;
  const disabled = offUnlessTold(account['disabled']);
  return {
    ...plainResource(),
    resourceId,
    resourceType: 'identity',
    nativeType: 'iam.googleapis.com/ServiceAccount',
    name: textOf(account['displayName']) ?? textOf(account['email']),
    state: disabled === null ? 'unknown' : disabled ? 'stopped' : 'running',
    attributes: {
      kind: 'service',
      isEnabled: disabled === null ? null : !disabled,
      // Service accounts sign in with keys and tokens alone.
      hasPassword: false,
      mfaEnabled: null,
      // Known to the Policy Analyzer, which is a service of its own.
      lastUsedAt: null,
    },
    raw,
  };
}
