import { Collection } from '../../estate/collection';
import type { EmulatedItem } from '../../estate/collection';
import type { AwsAccountSpec } from '../../estate/estate-spec';
import type { AwsMemberSpec, AwsOrganizationSpec } from './organization-spec';

export interface OrganizationsAccount extends EmulatedItem {
  readonly arn: string;
  readonly state: NonNullable<AwsMemberSpec['state']>;
  /** The root or unit that it hangs on. */
  readonly parentId: string;
  /** From the organisation down to the account. */
  readonly path: string;
  readonly joined: Date;
}

/** The accounts of the organisation that an account is in charge of, in the order of its list. */
export function memberAccounts({
  accountId,
  organization,
}: AwsAccountSpec): Collection<OrganizationsAccount> {
  const listed = organization?.accounts ?? [];
  const generate = (index: number, revision: number): OrganizationsAccount => {
    const member = listed[index];
    if (!organization || !member) throw new Error(`there is no member ${index}`);
    const { id, name, state = 'ACTIVE', parentId = organization.rootId } = member;
    return {
      id,
      arn: `arn:aws:organizations::${accountId}:account/${organization.id}/${id}`,
      region: null,
      name: revision === 0 ? name : `${name} ${revision + 1}`,
      state,
      parentId,
      path: `${[organization.id, ...pathTo(organization, parentId), id].join('/')}/`,
      joined: new Date(Date.UTC(2022, 0, 1 + index)),
    };
  };
  return new Collection(listed.length, listed.length, generate, (id) => {
    const index = listed.findIndex((member) => id === member.id || id.endsWith(`/${member.id}`));
    return index < 0 ? null : index;
  });
}

/** The root and the units down to one of them. */
function pathTo(organization: AwsOrganizationSpec, id: string): string[] {
  const { rootId, units = [] } = organization;
  if (id === rootId) return [id];
  const unit = units.find((each) => each.id === id);
  return [...(unit ? pathTo(organization, unit.parentId ?? rootId) : [rootId]), id];
}
