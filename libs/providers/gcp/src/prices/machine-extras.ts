import { recordOf, textOf } from '@skyledger/provider-sdk';
import { projectOf } from '../resource-name';

type Payload = Readonly<Record<string, unknown>>;

/**
 * Projects of public images whose licenses cost nothing: those of open systems, of the nodes of
 * Kubernetes Engine, and of options such as nested virtualization.
 * Source: https://cloud.google.com/compute/docs/images/os-details
 */
const FREE_LICENSES: ReadonlySet<string | null> = new Set([
  'almalinux-cloud',
  'centos-cloud',
  'cos-cloud',
  'cos-cloud-shielded',
  'debian-cloud',
  'fedora-cloud',
  'fedora-coreos-cloud',
  'gke-node-images',
  'opensuse-cloud',
  'rocky-linux-cloud',
  'ubuntu-os-cloud',
  'vm-options',
]);

/**
 * Whether an instance is paid for by its type alone. Paid beside that, or in place of it, are GPUs, local
 * SSDs, licenses, sole-tenant nodes, confidential computing and faster networks; and nodes of GKE
 * Autopilot, which are paid for by what runs on them.
 */
export function isPricedByItsType(instance: Payload): boolean {
  const { name, disks, guestAccelerators, scheduling, networkPerformanceConfig } = instance;
  return (
    Array.isArray(disks) &&
    disks.map(recordOf).every(isPaidByItself) &&
    isNone(guestAccelerators) &&
    isNone(recordOf(scheduling)['nodeAffinities']) &&
    !isConfidential(recordOf(instance['confidentialInstanceConfig'])) &&
    (recordOf(networkPerformanceConfig)['totalEgressBandwidthTier'] ?? 'DEFAULT') === 'DEFAULT' &&
    // https://cloud.google.com/kubernetes-engine/pricing#autopilot_mode
    textOf(name)?.startsWith('gk3-') !== true
  );
}

/** A disk of its own, which brings no license to be paid for. */
function isPaidByItself({ type, licenses = [] }: Payload): boolean {
  if (type !== 'PERSISTENT' || !Array.isArray(licenses)) return false;
  return licenses.every((link) => FREE_LICENSES.has(projectOf(link)));
}

function isConfidential({ enableConfidentialCompute, confidentialInstanceType }: Payload): boolean {
  return enableConfidentialCompute === true || textOf(confidentialInstanceType) !== null;
}

/** What cannot be read is not taken for none. */
function isNone(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}
