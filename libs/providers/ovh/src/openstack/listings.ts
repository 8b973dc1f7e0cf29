import type { NeutronListing } from './openstack-client';

/** They bring their rules along. */
export const SECURITY_GROUPS: NeutronListing = {
  path: '/v2.0/security-groups',
  key: 'security_groups',
  operation: 'neutron:GET /v2.0/security-groups',
  limit: 50,
};

/** Of each only what says which groups a machine is in. */
export const PORTS: NeutronListing = {
  path: '/v2.0/ports?fields=id&fields=device_id&fields=device_owner&fields=security_groups',
  key: 'ports',
  operation: 'neutron:GET /v2.0/ports',
  limit: 500,
};
