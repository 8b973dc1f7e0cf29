import { decimalText, recordOf, textOf } from '@skyledger/provider-sdk';
import type { Price } from '@skyledger/resource-model';
import { regionOf } from '../arm-resource';
import type { Meter } from './retail-page';
import type { Meters, RetailSku } from './retail-prices';
import { soleAmount } from './sole-amount';

/** What a machine is sold as. */
export interface MachineOffer extends RetailSku {
  /** With a licence of Windows; otherwise the base rate, which is that of Linux. */
  readonly isWindows: boolean;
}

/**
 * Licences that were brought along (Azure Hybrid Benefit), so that the base rate is paid.
 * Sources: https://learn.microsoft.com/azure/virtual-machines/windows/hybrid-use-benefit-licensing
 * and https://learn.microsoft.com/azure/virtual-machines/linux/azure-hybrid-benefit-linux
 */
const BROUGHT_ALONG: ReadonlySet<string> = new Set([
  'windows_server',
  'windows_client',
  'rhel_byos',
  'sles_byos',
]);

/** Publishers whose images are billed for beside the machine, at rates that the machine does not tell. */
const BILLED_PUBLISHERS = /^(redhat|rhel|suse|microsoftsqlserver)/i;
const BILLED_UBUNTU = /(^|[-_])pro([-_]|$)/i;

/**
 * What a machine is sold as; `null` where its price does not follow from its size, region and operating
 * system alone: Spot, dedicated hosts, and software that is billed beside it.
 */
export function machineOffer(raw: unknown): MachineOffer | null {
  const fields = recordOf(raw);
  const properties = recordOf(fields['properties']);
  const region = regionOf(fields['location']);
  const sku = textOf(recordOf(properties['hardwareProfile'])['vmSize']);
  const priority = properties['priority'] ?? 'Regular';
  if (region === null || sku === null || priority !== 'Regular') return null;
  if (isTold(properties['host']) || isTold(properties['hostGroup'])) return null;
  const system = systemOf(fields, properties);
  return system === null ? null : { region, sku, isWindows: system === 'windows' };
}

/** Whose rate is paid: that of Windows, or the base rate. */
function systemOf(
  fields: Readonly<Record<string, unknown>>,
  properties: Readonly<Record<string, unknown>>,
): 'windows' | 'base' | null {
  const { osDisk, imageReference } = recordOf(properties['storageProfile']);
  const system = textOf(recordOf(osDisk)['osType'])?.toLowerCase();
  const licence = (textOf(properties['licenseType']) ?? 'none').toLowerCase();
  if (isTold(fields['plan']) || (system !== 'windows' && system !== 'linux')) return null;
  const isBilled = hasBilledSoftware(recordOf(imageReference));
  if (system === 'linux' && BROUGHT_ALONG.has(licence)) return 'base';
  if (isBilled || (licence !== 'none' && !BROUGHT_ALONG.has(licence))) return null;
  return system === 'windows' && licence === 'none' ? 'windows' : 'base';
}

function hasBilledSoftware({ publisher, offer, sku }: Readonly<Record<string, unknown>>): boolean {
  const [by = '', what = '', which = ''] = [publisher, offer, sku].map(
    (part) => textOf(part) ?? '',
  );
  if (BILLED_PUBLISHERS.test(by)) return true;
  return /^canonical$/i.test(by) && (BILLED_UBUNTU.test(what) || BILLED_UBUNTU.test(which));
}

function isTold(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Of a machine that is deallocated, its disks and addresses are paid for, and nothing else. */
const DEALLOCATED: Price = { hourly: '0', currency: 'USD', source: 'azure:deallocated' };

/**
 * The list price of a machine, without its disks, addresses and traffic. One that its operating system
 * stopped costs as much as a running one; one that is deallocated is not paid for.
 * Source: https://learn.microsoft.com/azure/virtual-machines/states-billing
 * @param meters with the rows of the offer's SKU
 * @returns `null` where it cannot be told, `undefined` where it could not be read
 */
export function machinePrice(
  offer: MachineOffer | null,
  powerState: string | null,
  meters: Meters,
  at: Date,
): Price | null | undefined {
  if (offer === null || powerState === null) return null;
  const rows = meters.of(offer);
  if (rows === null) return undefined;
  const amount = soleAmount(rows, {
    unitOfMeasure: '1 Hour',
    at,
    fits: (meter) => isOfferedAs(meter, offer),
  });
  const hourly = amount === null ? null : decimalText(amount);
  if (hourly !== null && powerState === 'deallocated') return DEALLOCATED;
  return hourly === null ? null : { hourly, currency: 'USD', source: 'azure:retail-prices' };
}

/**
 * A size is listed for machines, with and without Windows, and under the same name for Spot, for Batch
 * (Low Priority) and for Cloud Services. Operating systems are told by the name of the product alone.
 */
function isOfferedAs({ productName, skuName, meterName }: Meter, offer: MachineOffer): boolean {
  const product = textOf(productName) ?? '';
  const isMachine = /^Virtual Machines /i.test(product) || /series (linux|windows)$/i.test(product);
  const isOther = /cloud ?services|dedicated host/i.test(product);
  const isReduced = [skuName, meterName].some((name) =>
    /spot|low priority|expired|free$/i.test(textOf(name) ?? ''),
  );
  return isMachine && !isOther && !isReduced && /windows/i.test(product) === offer.isWindows;
}
