import type { Naming } from '../estate/names';
import { hex8, mix32, saltOf, type ItemRandom } from '../estate/random';
import { REGIONS } from './catalogue';
import type { GcpCounts } from './gcp-account-spec';

/** Where generated items of a project live. */
export interface GcpScope {
  readonly seed: number;
  readonly project: string;
  /** Google's number of the project. */
  readonly projectNumber: string;
  readonly counts: Required<GcpCounts>;
}

/** Google's number of a project. */
export function projectNumberOf(seed: number, project: string): string {
  return String(100_000_000_000 + mix32(saltOf(seed, project)));
}

/** How the API links to its own resources, whatever address it was asked at. */
export function computeLink(scope: GcpScope, path: string): string {
  return `https://www.googleapis.com/compute/v1/projects/${scope.project}/${path}`;
}

/** Ids are unsigned 64-bit integers, sent as text: many are beyond 2^53. */
export function numericId(salt: number, index: number): string {
  const low = mix32(salt ^ index);
  return String(BigInt(`0x1${hex8(mix32(low ^ salt)).slice(1)}${hex8(low)}`));
}

/** The network a subnetwork is part of. */
export function networkOfSubnetwork({ counts }: GcpScope, subnetwork: number): number {
  return counts.networks === 0 ? 0 : subnetwork % counts.networks;
}

export function regionOfSubnetwork({ counts }: GcpScope, subnetwork: number): string {
  const turn = Math.floor(subnetwork / Math.max(1, counts.networks));
  return REGIONS[turn % REGIONS.length]?.name ?? 'us-central1';
}

/** The subnetwork an instance or an internal address is in. */
export function subnetworkOf({ counts }: GcpScope, index: number): number {
  return counts.subnetworks === 0 ? 0 : index % counts.subnetworks;
}

export function zoneOfInstance(scope: GcpScope, instance: number): string {
  const region = regionOfSubnetwork(scope, subnetworkOf(scope, instance));
  const zones = REGIONS.find(({ name }) => name === region)?.zones ?? ['a'];
  const turn = Math.floor(instance / Math.max(1, scope.counts.subnetworks));
  return `${region}-${zones[turn % zones.length] ?? 'a'}`;
}

/** The instance that holds a reserved address: every third has one, while there are. */
export function instanceOfAddress({ counts }: GcpScope, address: number): number | null {
  const instance = address * 3;
  return address < counts.addresses && address % 4 < 2 && instance < counts.instances
    ? instance
    : null;
}

/** The first `instances` disks are boot disks; most of the others are attached, one to each. */
export function instanceOfDisk({ counts }: GcpScope, disk: number): number | null {
  if (disk >= counts.disks) return null;
  if (disk < counts.instances) return disk;
  const instance = disk - counts.instances;
  return disk % 3 === 2 || instance >= counts.instances ? null : instance;
}

/** Google writes times of Compute Engine with an offset and three digits of fraction. */
export function timestamp(date: Date): string {
  return `${new Date(date.getTime() - 7 * 3_600_000).toISOString().slice(0, 23)}-07:00`;
}

/** Labels within what the API permits: small letters, digits, `-` and `_`. */
export function drawLabels(
  random: ItemRandom,
  naming: Naming,
  revision: number,
): Record<string, string> {
  const labels: Record<string, string> = {};
  if (!random.chance(0.1)) {
    labels['environment'] = naming.environment;
    labels['application'] = naming.application;
  }
  if (random.chance(0.3)) labels['team'] = naming.team;
  if (random.chance(0.1)) labels['flag'] = '';
  if (random.chance(0.02)) labels['constructor'] = 'label';
  if (random.chance(0.2)) labels['goog-terraform-provisioned'] = 'true';
  if (revision > 0) labels['revision'] = String(revision);
  return labels;
}
