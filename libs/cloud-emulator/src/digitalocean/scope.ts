import { saltOf } from '../estate/random';
import { uuidAt } from './identifiers';
import type { DigitalOceanCounts } from './digitalocean-spec';

/** Where the generated items of one account live. */
export interface DigitalOceanScope {
  readonly seed: number;
  readonly account: string;
  readonly counts: Required<DigitalOceanCounts>;
  /** Numeric ids and public addresses start here; no other account of the estate uses them. */
  readonly firstNumber: number;
  /** How many numbers each kind with numeric ids has to itself. */
  readonly numbersAKind: number;
  /** Whether an item that others refer to still exists; by kind and number. */
  readonly exists: (kind: ReferredKind, index: number) => boolean;
}

export type ReferredKind =
  'certificate' | 'droplet' | 'vpc' | 'load-balancer' | 'kubernetes-cluster';

/** A firewall takes so many droplets by their ids; more have to be chosen by tag. */
const DROPLETS_A_FIREWALL = 10;
const NODES_A_CLUSTER = 5;

/*
 * Who belongs to whom, from the numbers alone, so that neither side has to be generated to know the
 * other: droplet `i` is in VPC `i % vpcs` and behind firewall `i % firewalls`, every fifth droplet is
 * a worker of a cluster, and volume `v` is attached to droplet `2 * v`.
 */

export function vpcOf({ counts }: DigitalOceanScope, index: number): number {
  return index % counts.vpcs;
}

export function idOf(scope: DigitalOceanScope, kind: string, index: number): string {
  return uuidAt(saltOf(scope.seed, scope.account, kind), index);
}

export function dropletNumber({ firstNumber }: DigitalOceanScope, index: number): number {
  return firstNumber + index;
}

/** Empty when the VPC is gone. */
export function vpcUuid(scope: DigitalOceanScope, index: number): string {
  const vpc = vpcOf(scope, index);
  return scope.exists('vpc', vpc) ? idOf(scope, 'vpc', vpc) : '';
}

/** A third of the firewalls choose their droplets by tag. */
export function firewallTag(firewall: number): string | null {
  return firewall % 3 === 2 ? `firewall-${firewall + 1}` : null;
}

export function firewallOf({ counts }: DigitalOceanScope, droplet: number): number | null {
  const { firewalls } = counts;
  if (firewalls === 0 || droplet >= counts.droplets) return null;
  const firewall = droplet % firewalls;
  if (firewallTag(firewall) !== null) return firewall;
  return Math.floor(droplet / firewalls) < DROPLETS_A_FIREWALL ? firewall : null;
}

export function dropletsOfFirewall(scope: DigitalOceanScope, firewall: number): number[] {
  const { droplets, firewalls } = scope.counts;
  if (firewall >= firewalls || firewallTag(firewall) !== null) return [];
  return members(scope, firewall, firewalls, droplets, DROPLETS_A_FIREWALL);
}

export function dropletOfVolume(scope: DigitalOceanScope, volume: number): number | null {
  const droplet = volume * 2;
  const attached = volume < scope.counts.volumes && droplet < scope.counts.droplets;
  return attached && scope.exists('droplet', droplet) ? droplet : null;
}

export function volumeOfDroplet({ counts }: DigitalOceanScope, droplet: number): number | null {
  if (droplet % 2 === 1 || droplet >= counts.droplets) return null;
  return droplet / 2 < counts.volumes ? droplet / 2 : null;
}

export function clusterOfDroplet(scope: DigitalOceanScope, droplet: number): number | null {
  const { droplets, kubernetesClusters } = scope.counts;
  if (kubernetesClusters === 0 || droplet % 5 !== 4 || droplet >= droplets) return null;
  const worker = (droplet - 4) / 5;
  if (Math.floor(worker / kubernetesClusters) >= NODES_A_CLUSTER) return null;
  const cluster = worker % kubernetesClusters;
  return scope.exists('kubernetes-cluster', cluster) ? cluster : null;
}

export function dropletsOfCluster(scope: DigitalOceanScope, cluster: number): number[] {
  const { droplets, kubernetesClusters } = scope.counts;
  const workers = Math.floor(droplets / 5);
  if (cluster >= kubernetesClusters) return [];
  const found: number[] = [];
  for (let worker = cluster; worker < workers; worker += kubernetesClusters) {
    if (found.length === NODES_A_CLUSTER) break;
    found.push(worker * 5 + 4);
  }
  return found.filter((droplet) => scope.exists('droplet', droplet));
}

/** A few droplets behind each load balancer. */
export function dropletsOfLoadBalancer(scope: DigitalOceanScope, balancer: number): number[] {
  const { droplets, loadBalancers } = scope.counts;
  if (balancer >= loadBalancers) return [];
  return members(scope, balancer, loadBalancers, droplets, 3);
}

function members(
  scope: DigitalOceanScope,
  group: number,
  groups: number,
  droplets: number,
  limit: number,
): number[] {
  const found: number[] = [];
  for (let droplet = group; droplet < droplets && found.length < limit; droplet += groups) {
    found.push(droplet);
  }
  return found.filter((droplet) => scope.exists('droplet', droplet));
}

/** Every third one has none. */
export function certificateOfLoadBalancer(scope: DigitalOceanScope, index: number): string | null {
  const { certificates } = scope.counts;
  if (certificates === 0 || index % 3 === 2) return null;
  const certificate = index % certificates;
  return scope.exists('certificate', certificate) ? idOf(scope, 'certificate', certificate) : null;
}
