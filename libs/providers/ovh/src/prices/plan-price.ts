import {
  BY_THE_MONTH,
  HOURS_A_MONTH,
  decimalText,
  integerOf,
  recordOf,
  textOf,
} from '@skyledger/provider-sdk';
import type { Price } from '@skyledger/resource-model';
import type { Flavor } from '../compute/flavors';
import type { PriceList } from './price-list';

/** The catalogue counts in hundred millionths. */
const UNITS = 1e8;

/** Those leave but a snapshot to be paid; what becomes of a plan by the month is not documented. */
const SHELVED: ReadonlySet<string> = new Set(['SHELVED', 'SHELVED_OFFLOADED']);
/** What is paid of those in error is not documented. */
const UNPAID: ReadonlySet<string> = new Set(['SOFT_DELETED', 'DELETED', 'ERROR']);

/**
 * The list price of an instance by its plan, without taxes, volumes and traffic; that of a month by 730
 * hours. A stopped one is paid like a running one, until it is deleted or shelved. `null` where its
 * flavor is not known, since that tells of licences, which are paid beside it; `undefined` where it could
 * not be read.
 * Source: https://www.ovhcloud.com/en/public-cloud/faq/
 */
export function instancePrice(
  raw: unknown,
  flavor: Flavor | undefined,
  catalogue: PriceList['catalogue'],
): Price | null | undefined {
  const { status, planCode, licensePlanCode, monthlyBilling } = recordOf(raw);
  const state = textOf(status);
  if (state === null || UNPAID.has(state) || flavor === undefined) return null;
  const { osType, plans } = flavor;
  if (textOf(licensePlanCode) !== null || plans.license !== null) return null;
  if (osType === null || /windows/i.test(osType)) return null;
  const usual = isNone(monthlyBilling) ? plans.hourly : null;
  const price = planPrice(textOf(planCode) ?? usual, 1, catalogue);
  if (!price || !SHELVED.has(state)) return price;
  return isNone(monthlyBilling) ? { ...price, hourly: '0', source: 'ovh:shelved' } : null;
}

/** The list price of a volume by its plan, which is for each gigabyte. */
export function volumePrice(
  raw: unknown,
  catalogue: PriceList['catalogue'],
): Price | null | undefined {
  const { planCode, size, status } = recordOf(raw);
  const plan = textOf(planCode);
  const gigabytes = integerOf(size);
  if (plan === null || !plan.startsWith('volume.') || status === 'deleted') return null;
  return gigabytes === null || gigabytes <= 0 ? null : planPrice(plan, gigabytes, catalogue);
}

function planPrice(
  plan: string | null,
  units: number,
  catalogue: PriceList['catalogue'],
): Price | null | undefined {
  if (plan === null || catalogue === null) return null;
  if (catalogue === 'unread') return undefined;
  const price = catalogue.plans.get(plan);
  if (price === undefined) return null;
  const isMonthly = price.per === 'month';
  const hourly = decimalText((price.amount * units) / UNITS / (isMonthly ? HOURS_A_MONTH : 1));
  const source = `ovh:catalog/cloud${isMonthly ? BY_THE_MONTH : ''}`;
  return hourly === null ? null : { hourly, currency: catalogue.currency, source };
}

function isNone(value: unknown): boolean {
  return value === null || value === undefined;
}
