import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { Price } from '@skyledger/resource-model';
import type { MachineType, MachineTypes } from '../compute/machine-types';
import { lastSegment } from '../payload';
import { placeOf } from '../resource-name';
import { isPricedByItsType } from './machine-extras';
import { offerPrice, type Offer, type Part } from './offer';
import type { PriceTable } from './price-table';
import { isSoldByParts, isSoldWhole } from './sku-item';

/** Others have local SSDs, are bare metal, or go with accelerators. */
const USUAL = /^([a-z]\d[a-z]?)-(?:standard|highmem|highcpu)-\d+$/;

/** Machines of N1 with shapes like these are sold as M1. */
const LARGE = /^(m\d)-(?:megamem|ultramem)-\d+$/;

/** Memory beyond what goes with the cores, which ends in `-ext`, is sold apart. */
const CUSTOM = /^(?:([a-z]\d[a-z]?)-)?custom-\d+-\d+$/;

/**
 * Machines with a part of a core, which is what they are sold with, not the two that they show.
 * Source: https://cloud.google.com/compute/docs/general-purpose-machines#e2-shared-core
 */
const SHARED = /^e2-(?:(custom)-)?(micro|small|medium)(?:-\d+)?$/;
const SHARES = { micro: 0.25, small: 0.5, medium: 1 } as const;

const MIB_A_GIB = 1024;

/** Of an instance that is terminated, its disks and addresses are paid for, and nothing else. */
const TERMINATED: Price = { hourly: '0', currency: 'USD', source: 'gcp:terminated' };

/**
 * What an instance costs as it is now, by the offer that it is.
 * Source: https://cloud.google.com/compute/docs/instances/instance-lifecycle
 */
export function machinePrice(
  raw: unknown,
  offer: Offer | null,
  table: PriceTable | null,
): Price | null | undefined {
  return recordOf(raw)['status'] === 'TERMINATED' ? TERMINATED : offerPrice(offer, table);
}

/**
 * What an instance is sold as, without its disks, addresses and traffic, and before discounts for use:
 * the cores and the memory of its family. `null` where it is not running, and where it is not for sure
 * what it is made of.
 * Source: https://cloud.google.com/compute/vm-instance-pricing
 */
export function machineOffer(raw: unknown, types: MachineTypes): Offer | null {
  const instance = recordOf(raw);
  const { region } = placeOf(instance['selfLink']);
  const isSpot = spotOf(instance['scheduling']);
  if (region === null || isSpot === null || instance['status'] !== 'RUNNING') return null;
  if (!isPricedByItsType(instance)) return null;
  const name = lastSegment(instance['machineType']) ?? '';
  const parts = partsOf(name, types.get(name));
  return parts && { region, isSpot, per: 'hour', parts };
}

/** `null` for what is neither standard nor spot: such as capacity that is bound to a reservation. */
function spotOf(scheduling: unknown): boolean | null {
  const { preemptible, provisioningModel } = recordOf(scheduling);
  const model = textOf(provisioningModel) ?? 'STANDARD';
  if (model === 'SPOT' || (model === 'STANDARD' && preemptible === true)) return true;
  return model === 'STANDARD' && preemptible === false ? false : null;
}

function partsOf(name: string, type: MachineType | undefined): Part[] | null {
  if (isSoldWhole(name)) return [{ item: name, units: 1 }];
  const { cpuCount = null, memoryMib = null } = type ?? {};
  const [, custom, share] = SHARED.exec(name) ?? [];
  if (share !== undefined) {
    const cores = SHARES[share as keyof typeof SHARES];
    return coresAndMemory(custom === undefined ? 'e2' : 'e2-custom', cores, memoryMib);
  }
  const family = familyOf(name);
  return family === null || !isSoldByParts(family)
    ? null
    : coresAndMemory(family, cpuCount, memoryMib);
}

function familyOf(name: string): string | null {
  const custom = CUSTOM.exec(name);
  if (custom) return `${custom[1] ?? 'n1'}-custom`;
  return (USUAL.exec(name) ?? LARGE.exec(name))?.[1] ?? null;
}

function coresAndMemory(family: string, cores: number | null, mib: number | null): Part[] | null {
  if (cores === null || mib === null || cores <= 0 || mib <= 0) return null;
  return [
    { item: `${family}/core`, units: cores },
    { item: `${family}/ram`, units: mib / MIB_A_GIB },
  ];
}
