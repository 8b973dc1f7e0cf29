import {
  integerOf,
  MalformedResponseError,
  ProviderError,
  recordOf,
  inParallel,
} from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { lastSegment } from '../payload';
import { pathOf } from '../resource-name';

/** What a machine type gives. */
export interface MachineType {
  cpuCount: number | null;
  memoryMib: number | null;
}

/** By the name of the machine type. */
export type MachineTypes = ReadonlyMap<string, MachineType>;

const PARALLEL_REQUESTS = 4;
const UNKNOWN: MachineType = { cpuCount: null, memoryMib: null };

const known = new WeakMap<GcpClient, Map<string, MachineType>>();

/**
 * The machine types of instances, each asked for once a connection: types are the same in every zone,
 * and a project uses a handful of the thousands that there are. Those that may not be read are unknown.
 * @throws ProviderError when the service fails
 */
export async function machineTypesOf(
  client: GcpClient,
  instances: readonly unknown[],
): Promise<MachineTypes> {
  const types = known.get(client) ?? new Map<string, MachineType>();
  known.set(client, types);
  const wanted = new Map<string, string>();
  for (const instance of instances) {
    const link = recordOf(instance)['machineType'];
    const name = lastSegment(link);
    const path = pathOf(link);
    if (name === null || types.has(name) || wanted.has(name)) continue;
    const custom = customType(name);
    if (custom) types.set(name, custom);
    else if (path !== null && MACHINE_TYPE.test(path)) wanted.set(name, path);
  }
  await inParallel([...wanted], PARALLEL_REQUESTS, async ([name, path]) => {
    types.set(name, await ask(client, path));
  });
  return types;
}

const MACHINE_TYPE = /^projects\/[\w.:-]+\/zones\/[\w-]+\/machineTypes\/[\w-]+$/;

/** `e2-custom-4-8192`, `custom-4-8192` and `n2-custom-4-8192-ext` say what they are. */
function customType(name: string): MachineType | null {
  const match = /^(?:[a-z0-9]+-)?custom-(\d{1,4})-(\d{1,9})(?:-ext)?$/.exec(name);
  return match ? { cpuCount: Number(match[1]), memoryMib: Number(match[2]) } : null;
}

async function ask(client: GcpClient, path: string): Promise<MachineType> {
  try {
    return await client.get('compute', 'compute.machineTypes.get', `/${path}`, { read });
  } catch (error) {
    if (error instanceof ProviderError && error.fault.kind === 'denied') return UNKNOWN;
    throw error;
  }
}

function read(body: unknown): MachineType {
  const type = recordOf(body);
  if (type['kind'] !== 'compute#machineType') {
    throw new MalformedResponseError('the body is no machine type');
  }
  return { cpuCount: integerOf(type['guestCpus']), memoryMib: integerOf(type['memoryMb']) };
}
