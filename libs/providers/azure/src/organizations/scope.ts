import {
  MalformedResponseError,
  recordOf,
  textOf,
  type OrganizationPart,
} from '@skyledger/provider-sdk';
import type { ArmList } from '../arm-list';
import type { ArmClient } from '../client';
import { listAll } from '../list-pages';

/** Asks for no permission: everybody may see the tenants that they are in. */
const TENANTS: ArmList = {
  permission: 'Microsoft.Resources/tenants/read',
  path: '/tenants',
  apiVersion: '2022-12-01',
};

/** Whose subscriptions are listed. */
export interface Tenant {
  id: string;
  displayName: string | null;
}

/** A part of a tenant; its ids are unique in the tenant alone. */
export interface ManagementGroup {
  /** In small letters, as which ids are compared. */
  id: string;
  path: string;
  tenantId: string;
  part: OrganizationPart;
}

/** The tenant of the identity, among those that are managed from it or manage it. */
export async function homeTenant(client: ArmClient): Promise<Tenant> {
  const tenants = (await listAll(client, TENANTS, '')).map(recordOf);
  const home = tenants.filter(({ tenantCategory: category }) => category === 'Home');
  const [tenant, ...others] = home.length > 0 ? home : tenants;
  const id = textOf(tenant?.['tenantId']);
  if (id === null || others.length > 0) {
    throw new MalformedResponseError('it is not told which tenant the identity is of');
  }
  return { id: id.toLowerCase(), displayName: textOf(tenant?.['displayName']) };
}

export async function managementGroup(client: ArmClient, id: string): Promise<ManagementGroup> {
  const path = `/providers/Microsoft.Management/managementGroups/${id}`;
  const one = {
    permission: 'Microsoft.Management/managementGroups/read',
    path,
    apiVersion: '2020-05-01',
  };
  return client.get(one, (body) => {
    const { name, properties } = recordOf(body);
    const { tenantId, displayName } = recordOf(properties);
    const [text, tenant] = [textOf(name), textOf(tenantId)];
    if (text === null || tenant === null) {
      throw new MalformedResponseError('a management group without a name or a tenant');
    }
    return {
      id: text.toLowerCase(),
      path,
      tenantId: tenant.toLowerCase(),
      part: { id: text, name: textOf(displayName) },
    };
  });
}
