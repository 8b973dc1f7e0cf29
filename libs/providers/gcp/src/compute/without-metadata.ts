import { listOf, recordOf, REDACTED } from '@skyledger/provider-sdk';

/** Settings of Google's own that hold no more than on or off. */
const HARMLESS = new Set([
  'block-project-ssh-keys',
  'enable-guest-attributes',
  'enable-oslogin',
  'enable-oslogin-2fa',
  'serial-port-enable',
  'vmdnssetting',
]);

/**
 * The payload of an instance without the values of its metadata, which are where people put start-up
 * scripts, keys and passwords; and without the certificates it first booted with, which are the same
 * ten kilobytes in every disk. `raw` itself is not changed.
 */
export function withoutMetadata(raw: unknown): unknown {
  const instance = recordOf(raw);
  if (instance !== raw) return raw;
  const { metadata, disks } = instance;
  return {
    ...instance,
    ...(metadata === undefined ? {} : { metadata: redacted(metadata) }),
    ...(Array.isArray(disks) ? { disks: disks.map(withoutCertificates) } : {}),
  };
}

/** What has another shape than documented is dropped: it cannot be told apart from a secret. */
function redacted(metadata: unknown): unknown {
  const { fingerprint = null, items } = recordOf(metadata);
  return {
    fingerprint: typeof fingerprint === 'string' ? fingerprint : null,
    items: listOf(items).map((item) => {
      const { key, value } = recordOf(item);
      const shown = typeof key === 'string' && HARMLESS.has(key.toLowerCase());
      return { key: typeof key === 'string' ? key : null, value: shown ? value : REDACTED };
    }),
  };
}

function withoutCertificates(disk: unknown): unknown {
  if (recordOf(disk) !== disk) return disk;
  const rest = { ...recordOf(disk) };
  delete rest['shieldedInstanceInitialState'];
  return rest;
}
