import { listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { lastSegment } from '../payload';
import { projectOf, relatedTo, serviceAccountName } from '../resource-name';
import { architectureOf, computeCommon } from './compute-resource';
import type { MachineTypes } from './machine-types';
import { protectionOf, type Protection } from './protection';
import { withoutMetadata } from './without-metadata';

type Payload = Readonly<Record<string, unknown>>;

/** https://cloud.google.com/compute/docs/instances/instance-lifecycle */
const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['RUNNING', 'running'],
  ['PENDING', 'pending'],
  ['PROVISIONING', 'pending'],
  ['STAGING', 'pending'],
  ['PENDING_STOP', 'pending'],
  ['STOPPING', 'pending'],
  ['SUSPENDING', 'pending'],
  ['DEPROVISIONING', 'pending'],
  ['REPAIRING', 'pending'],
  ['SUSPENDED', 'stopped'],
  ['STOPPED', 'stopped'],
  // What Google calls terminated can be started again.
  ['TERMINATED', 'stopped'],
]);

/** What other lists tell of instances. */
export interface InstanceContext {
  readonly machineTypes: MachineTypes;
  readonly protection: Protection;
  readonly price: DiscoveredResource['price'];
}

/** `null` when the payload does not identify itself. */
export function toInstance(
  raw: unknown,
  { machineTypes, protection, price }: InstanceContext,
): DiscoveredResource<'vm'> | null {
  const instance = recordOf(raw);
  const common = computeCommon(instance);
  if (common === null) return null;
  const status = textOf(instance['status']);
  const size = lastSegment(instance['machineType']);
  const type = machineTypes.get(size ?? '');
  const interfaces = listOf(instance['networkInterfaces']).map(recordOf);
  const publicIps = interfaces.flatMap(publicAddresses);
  const own = instance['selfLink'];
  return {
    resourceId: common.resourceId,
    resourceType: 'vm',
    nativeType: 'compute.googleapis.com/Instance',
    name: common.name,
    region: common.region,
    zone: common.zone,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size,
    privateIps: interfaces.flatMap(privateAddresses),
    publicIps,
    isPublic: Array.isArray(instance['networkInterfaces']) ? publicIps.length > 0 : null,
    tags: common.tags,
    createdAt: common.createdAt,
    relationships: [
      ...relatedTo(
        'runs_in',
        own,
        interfaces.flatMap((each) => [each['network'], each['subnetwork']]),
      ),
      ...protectionOf(instance, protection),
    ],
    price,
    attributes: {
      cpuCount: type?.cpuCount ?? null,
      memoryMib: type?.memoryMib ?? null,
      // The boot disk knows its image; the instance does not.
      imageId: null,
      // The metadata server wants a header and knows no tokens, so there is nothing to require.
      metadataTokenRequired: null,
      identityId: identityOf(instance),
      architecture: architectureOf(bootDisk(instance)['architecture']),
    },
    raw: withoutMetadata(raw),
  };
}

/** Its service account; a machine has one at most. */
function identityOf(instance: Payload): string | null {
  const { email } = recordOf(listOf(instance['serviceAccounts'])[0]);
  const project = projectOf(instance['selfLink']);
  return project === null ? null : serviceAccountName(email, project);
}

function bootDisk(instance: Payload): Payload {
  const disks = listOf(instance['disks']).map(recordOf);
  return disks.find((disk) => disk['boot'] === true) ?? {};
}

function privateAddresses(nic: Payload): string[] {
  // An external IPv6 address is told twice, here and among the access configurations.
  const ipv6 = nic['ipv6AccessType'] === 'EXTERNAL' ? null : nic['ipv6Address'];
  return textsOf([nic['networkIP'], ipv6]);
}

function publicAddresses(nic: Payload): string[] {
  const ipv4 = listOf(nic['accessConfigs']).map((config) => recordOf(config)['natIP']);
  const ipv6 = listOf(nic['ipv6AccessConfigs']).map((config) => recordOf(config)['externalIpv6']);
  return textsOf([...ipv4, ...ipv6]);
}
