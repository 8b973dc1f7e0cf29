import { secret } from '@skyledger/provider-sdk';
import { z } from 'zod';
import { openStackFields, refuseParts } from './openstack/openstack-credentials';

/** The three sites of OVHcloud; accounts and keys of one are unknown to the others. */
const ENDPOINTS = ['ovh-eu', 'ovh-ca', 'ovh-us'] as const;

/** Sent in headers and signed, so nothing that a header cannot carry. */
const HEADER_SAFE = /^[\x21-\x7e]+$/;
const HEADER_SAFE_MESSAGE = 'must be printable ASCII without spaces';

const endpoint = z.enum(ENDPOINTS).default('ovh-eu');
const keyId = z.string().trim().min(1).max(256).regex(HEADER_SAFE, HEADER_SAFE_MESSAGE);
const secretKey = secret().trim().regex(HEADER_SAFE, HEADER_SAFE_MESSAGE);

/**
 * A service account, or an application with a consumer key. Both open one OVHcloud account; what its
 * API does not tell of one of its projects, OpenStack does.
 */
export const credentialsSchema = z.discriminatedUnion('method', [
  z
    .strictObject({
      method: z.literal('oauth2'),
      endpoint,
      client_id: keyId,
      client_secret: secretKey,
      ...openStackFields,
    })
    .superRefine(refuseParts),
  z
    .strictObject({
      method: z.literal('application_key'),
      endpoint,
      application_key: keyId,
      application_secret: secretKey,
      consumer_key: secretKey,
      ...openStackFields,
    })
    .superRefine(refuseParts),
]);

export type OvhCredentials = z.infer<typeof credentialsSchema>;

/** Where a site answers. */
export interface Site {
  /** As in URNs: `urn:v1:eu:...`. */
  readonly code: 'eu' | 'ca' | 'us';
  readonly api: string;
  /** Where service accounts get their tokens. */
  readonly tokens: string;
  /** Where OpenStack gives tokens. */
  readonly identity: string;
}

/** By the names that OVHcloud's own clients give the sites. */
export const SITES: Readonly<Record<(typeof ENDPOINTS)[number], Site>> = {
  'ovh-eu': {
    code: 'eu',
    api: 'https://eu.api.ovh.com/v1',
    tokens: 'https://www.ovh.com',
    identity: 'https://auth.cloud.ovh.net/v3',
  },
  'ovh-ca': {
    code: 'ca',
    api: 'https://ca.api.ovh.com/v1',
    tokens: 'https://ca.ovh.com',
    identity: 'https://auth.cloud.ovh.net/v3',
  },
  'ovh-us': {
    code: 'us',
    api: 'https://api.us.ovhcloud.com/v1',
    tokens: 'https://us.ovhcloud.com',
    identity: 'https://auth.cloud.ovh.us/v3',
  },
};
