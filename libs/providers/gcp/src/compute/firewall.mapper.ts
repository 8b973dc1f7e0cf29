import { recordOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { relatedTo } from '../resource-name';
import { computeCommon } from './compute-resource';
import { rulesOf } from './firewall-rules';

/** What Google puts into the network `default` of a new project. */
const DEFAULT_RULE = /^default-allow-(?:internal|ssh|rdp|icmp)$/;

/** `null` when the payload does not identify itself. */
export function toFirewall(raw: unknown): DiscoveredResource<'firewall'> | null {
  const firewall = recordOf(raw);
  const common = computeCommon(firewall);
  if (common === null) return null;
  const { disabled } = firewall;
  const network = relatedTo('runs_in', firewall['selfLink'], [firewall['network']]);
  const inDefault = network.some(({ resourceId }) => resourceId.endsWith('/networks/default'));
  return {
    resourceId: common.resourceId,
    resourceType: 'firewall',
    nativeType: 'compute.googleapis.com/Firewall',
    name: common.name,
    region: common.region,
    zone: common.zone,
    state: disabled === true ? 'stopped' : 'running',
    nativeState: disabled === true ? 'disabled' : disabled === false ? 'enabled' : null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: common.tags,
    createdAt: common.createdAt,
    relationships: network,
    price: null,
    attributes: {
      rules: rulesOf(firewall),
      isDefault: inDefault && DEFAULT_RULE.test(common.name ?? ''),
    },
    raw,
  };
}
