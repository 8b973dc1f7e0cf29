import { definePass, type PageWarning } from '@skyledger/provider-sdk';
import { datacenterListing, type IonosClient } from '../client';
import { eachDatacenter } from '../datacenters';
import { childrenOf, elementOf, isWhole } from '../element';
import { listPages, toPage } from '../list-pages';
import { GROUPS_A_PAGE } from './memberships';
import { toSecurityGroup } from './security-group.mapper';

export const securityGroups = definePass<IonosClient>({
  id: 'network.security-groups',
  types: ['firewall'],
  scope: 'global',
  permissions: ['Access and manage Network Security Groups'],
  async *collect({ client, cursor }) {
    yield* eachDatacenter(client, cursor, async function* (datacenter, from) {
      const listing = datacenterListing(datacenter.id, 'securitygroups', 2, GROUPS_A_PAGE);
      for await (const page of listPages(client, listing, from)) {
        const warnings = [...page.warnings, ...missingRules(page.items)];
        yield toPage({ ...page, warnings }, (item) => [toSecurityGroup(item, datacenter)]);
      }
    });
  },
});

/** A group without rules would deny everything, so one whose rules did not come is told about. */
function missingRules(items: readonly unknown[]): PageWarning[] {
  const blind = items.filter((item) => {
    const rules = childrenOf(elementOf(item).entities, 'rules');
    return rules === null || !rules.every(isWhole);
  }).length;
  if (blind === 0) return [];
  return [{ code: 'rules_missing', message: `${blind} security groups came without their rules` }];
}
