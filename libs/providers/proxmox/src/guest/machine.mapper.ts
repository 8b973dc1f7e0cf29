import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { PveRecord } from '../client';
import { flagOf, instantOfSeconds, propertiesOf, wholeOf } from '../pve-values';
import { diskSlots, sizeOfDisks } from './disk.mapper';
import type { GuestFacts } from './guest-context';
import { guestFields } from './guest.mapper';

/** The provider's words, in the words used for every provider. */
const ARCHITECTURES: ReadonlyMap<string | null, string> = new Map([
  ['x86_64', 'x86_64'],
  ['aarch64', 'arm64'],
]);

/** A QEMU machine, or the template that machines are cloned from. */
export function toMachine(
  facts: GuestFacts,
): DiscoveredResource<'vm'> | DiscoveredResource<'image'> {
  const { guest, config, interfaces } = facts;
  const shared = {
    ...guestFields(facts),
    createdAt: instantOfSeconds(propertiesOf(config['meta']).fields.get('ctime')),
    price: null,
    raw: { listed: guest.listed, config, interfaces },
  };
  const architecture = ARCHITECTURES.get(textOf(config['arch'])) ?? null;
  if (flagOf(config['template'] ?? guest.listed['template']) === true) {
    return {
      ...shared,
      resourceType: 'image',
      nativeType: 'qemu-template',
      attributes: {
        sizeGib: sizeOfDisks(diskSlots('qemu', config)),
        architecture,
        operatingSystem: textOf(config['ostype']),
        encryptedAtRest: null,
      },
    };
  }
  return {
    ...shared,
    resourceType: 'vm',
    nativeType: 'qemu',
    attributes: {
      cpuCount: cpuCountOf(config),
      memoryMib: memoryOf(config),
      imageId: null,
      // There is no metadata service; cloud-init reads a disk.
      metadataTokenRequired: null,
      identityId: null,
      // Without a word it is that of the host.
      architecture,
    },
  };
}

/** One socket with one core is what there is when nothing is said. */
function cpuCountOf(config: PveRecord): number | null {
  const running = wholeOf(config['vcpus']);
  if (running !== null) return running;
  const parts = [config['sockets'], config['cores']].map((part) =>
    part === undefined ? 1 : wholeOf(part),
  );
  return parts.reduce((product, part) => {
    return product === null || part === null ? null : product * part;
  });
}

/** MiB, as a number, as text or as `current=2048`; 512 when nothing is said. */
function memoryOf(config: PveRecord): number | null {
  if (config['memory'] === undefined) return 512;
  const { bare, fields } = propertiesOf(config['memory']);
  return wholeOf(fields.get('current') ?? bare);
}
