import { numberOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, Relationship, ResourceState } from '@skyledger/resource-model';
import { addressesOf } from '../addresses';
import type { PveRecord } from '../client';
import { wholeOf } from '../pve-values';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['online', 'running'],
  ['offline', 'stopped'],
]);

/** All that is known of a node; what cannot be asked of one that is down is `null`. */
export interface NodeFacts {
  /** As `/nodes` lists it. */
  readonly listed: PveRecord;
  readonly status: PveRecord | null;
  readonly interfaces: readonly unknown[];
  /** The address that the cluster knows it by. */
  readonly clusterIp: string | null;
  readonly relationships: readonly Relationship[];
}

/** `null` when the payload has no name, which is a node's id. */
export function toNode(facts: NodeFacts): DiscoveredResource<'node'> | null {
  const { listed, status, interfaces, clusterIp, relationships } = facts;
  const name = textOf(listed['node']);
  if (name === null) return null;
  const nativeState = textOf(listed['status']);
  const addresses = addressesOf([
    ...(clusterIp === null ? [] : [clusterIp]),
    ...interfaces.map(recordOf).flatMap((each) => {
      return [textOf(each['address']), textOf(each['address6'])].filter((ip) => ip !== null);
    }),
  ]);
  const known = addresses.privateIps.length + addresses.publicIps.length > 0;
  return {
    resourceId: `node/${name}`,
    resourceType: 'node',
    nativeType: 'node',
    name,
    region: null,
    zone: name,
    state: STATES.get(nativeState) ?? 'unknown',
    nativeState,
    size: null,
    ...addresses,
    isPublic: known ? addresses.publicIps.length > 0 : null,
    tags: {},
    createdAt: null,
    relationships: [...relationships],
    price: null,
    attributes: {
      cpuCount: wholeOf(recordOf(status?.['cpuinfo'])['cpus']) ?? wholeOf(listed['maxcpu']),
      memoryMib: mibOf(recordOf(status?.['memory'])['total'] ?? listed['maxmem']),
      softwareVersion: versionOf(textOf(status?.['pveversion'])),
    },
    raw: { listed, status, interfaces },
  };
}

/** The cluster that the nodes make up; `null` for a node on its own. */
export function toCluster(
  entries: readonly unknown[],
  version: string | null,
): DiscoveredResource<'cluster'> | null {
  const cluster = entries.map(recordOf).find((entry) => entry['type'] === 'cluster');
  if (cluster === undefined) return null;
  return {
    resourceId: 'cluster',
    resourceType: 'cluster',
    nativeType: 'cluster',
    name: textOf(cluster['name']),
    region: null,
    zone: null,
    state: 'running',
    nativeState: quorumOf(cluster['quorate']),
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: null,
    relationships: [],
    price: null,
    attributes: {
      kind: 'proxmox-ve',
      version,
      nodeCount: wholeOf(cluster['nodes']),
      publicEndpoint: null,
    },
    raw: cluster,
  };
}

function quorumOf(quorate: unknown): string | null {
  const flag = wholeOf(quorate);
  return flag === null ? null : flag === 0 ? 'not quorate' : 'quorate';
}

/** `pve-manager/9.1.4/5ac30304265fbd8e`, of which the number is in the middle. */
function versionOf(text: string | null): string | null {
  return text === null ? null : (text.split('/')[1] ?? text);
}

function mibOf(bytes: unknown): number | null {
  const number = wholeOf(bytes) ?? numberOf(bytes);
  return number === null ? null : Math.round(number / 2 ** 20);
}
