import type { Generate } from '../estate/collection';
import { metadataOf, type Entity } from './entity';
import { DEFAULT_RULES, drawRules, ruleEntities, type IonosRule } from './firewall-rule';
import { drawer, type Datacenter, type IonosItem, type IonosScope } from './scope';

export interface IonosSecurityGroup extends IonosItem {
  readonly description: string | null;
  readonly rules: readonly IonosRule[];
}

export function securityGroupGenerator(
  scope: IonosScope,
  place: Datacenter,
): Generate<IonosSecurityGroup> {
  const { draw } = drawer(scope, 'security-group', place.id);
  return (index, revision) => {
    const { random, naming, common } = draw(index, revision);
    const isDefault = index === 0 && place.hasDefaultGroup;
    const suffix = revision > 0 ? `-r${revision}` : '';
    return {
      ...common,
      region: place.location,
      name: isDefault ? `Default${suffix}` : `${naming.role}-nsg-${index + 1}${suffix}`,
      description: random.chance(0.5) ? `for ${naming.application}` : null,
      rules: isDefault ? DEFAULT_RULES : drawRules(random),
    };
  };
}

/** The members of a group, by its number. */
export interface GroupMembers {
  servers(group: number): readonly Entity[];
  nics(group: number): readonly Entity[];
}

export function securityGroupEntity(
  group: IonosSecurityGroup,
  place: Datacenter,
  members: GroupMembers,
): Entity {
  const path = `/datacenters/${place.id}/securitygroups/${group.id}`;
  return {
    id: group.id,
    type: 'security-group',
    path,
    metadata: metadataOf(group.created, 'AVAILABLE', group.revision),
    properties: { name: group.name, description: group.description },
    entities: {
      rules: () => ruleEntities(group.rules, group.id, `${path}/rules`, group.created),
      nics: () => members.nics(group.index),
      servers: () => members.servers(group.index),
    },
  };
}
