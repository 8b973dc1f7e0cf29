import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import {
  computeLink,
  drawLabels,
  networkOfSubnetwork,
  numericId,
  regionOfSubnetwork,
  subnetworkOf,
  timestamp,
  type GcpScope,
} from './gcp-scope';
import { networkName, subnetworkName, addressIn } from './item-names';

export interface GcpForwardingRule extends EmulatedItem {
  readonly numericId: string;
  readonly created: string;
  readonly scheme: 'EXTERNAL' | 'EXTERNAL_MANAGED' | 'INTERNAL';
  readonly ip: string;
  readonly subnetwork: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** Global ones are external, of regional ones the second half is internal. */
export function forwardingRuleGenerator(scope: GcpScope): Generate<GcpForwardingRule> {
  const salt = saltOf(scope.seed, scope.project, 'forwarding-rule');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const subnetwork = subnetworkOf(scope, index);
    const scheme = (['EXTERNAL_MANAGED', 'INTERNAL', 'EXTERNAL'] as const)[index % 3] ?? 'INTERNAL';
    const global = scheme === 'EXTERNAL_MANAGED';
    const name = `${naming.application}-lb-${index + 1}`;
    return {
      id: name,
      region: global ? null : regionOfSubnetwork(scope, subnetwork),
      name,
      numericId: numericId(salt, index),
      created: timestamp(random.time()),
      scheme,
      ip:
        scheme === 'INTERNAL'
          ? addressIn(subnetwork, 3900 + (index % 90))
          : `34.${128 + ((index >>> 16) & 63)}.${(index >>> 8) & 255}.${index & 255}`,
      subnetwork,
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function forwardingRuleJson(
  scope: GcpScope,
  rule: GcpForwardingRule,
): Record<string, unknown> {
  const place = rule.region === null ? 'global' : `regions/${rule.region}`;
  const network = networkName(networkOfSubnetwork(scope, rule.subnetwork));
  return {
    kind: 'compute#forwardingRule',
    id: rule.numericId,
    creationTimestamp: rule.created,
    name: rule.name,
    description: '',
    ...(rule.region === null ? {} : { region: computeLink(scope, place) }),
    IPAddress: rule.ip,
    IPProtocol: 'TCP',
    ...(rule.scheme === 'INTERNAL'
      ? {
          ports: ['443'],
          backendService: computeLink(scope, `${place}/backendServices/backend-1`),
          network: computeLink(scope, `global/networks/${network}`),
          subnetwork: computeLink(scope, `${place}/subnetworks/${subnetworkName(rule.subnetwork)}`),
          allowGlobalAccess: false,
        }
      : {
          portRange: '443-443',
          target: computeLink(scope, `${place}/targetHttpsProxies/proxy-1`),
        }),
    selfLink: computeLink(scope, `${place}/forwardingRules/${rule.id}`),
    loadBalancingScheme: rule.scheme,
    networkTier: 'PREMIUM',
    labels: rule.labels,
    labelFingerprint: '42WmSpB8rSM=',
    fingerprint: 'jtn2HAgl_Qc=',
  };
}
