/** What a SKU sells, as far as prices are made of it. */
export interface SkuItem {
  /** `n2/core`, `spot/n2-custom/ram`, `f1-micro`, `pd-ssd`, `regional/pd-ssd`. */
  readonly item: string;
  /** What its price has to be for. */
  readonly usageUnit: 'h' | 'GiBy.h' | 'GiBy.mo';
}

type Category = Readonly<Record<string, unknown>>;

/**
 * What descriptions call the families of machines, whose cores and memory are sold apart. Only what
 * stands here in full is taken: the same words stand in those of commitments, sole tenancy, reservations
 * and extended memory.
 * Source: https://cloud.google.com/skus
 */
const FAMILIES: ReadonlyMap<string, string> = new Map([
  ['E2', 'e2'],
  ['E2 Custom', 'e2-custom'],
  ['N1 Predefined', 'n1'],
  // Older than the others, when there was but one family.
  ['Custom', 'n1-custom'],
  ['N2', 'n2'],
  ['N2 Custom', 'n2-custom'],
  ['N2D AMD', 'n2d'],
  ['N2D AMD Custom', 'n2d-custom'],
  ['N4', 'n4'],
  ['N4 Custom', 'n4-custom'],
  ['N4D', 'n4d'],
  ['N4D Custom', 'n4d-custom'],
  ['T2A Arm', 't2a'],
  ['T2D AMD', 't2d'],
  ['Compute optimized', 'c2'],
  ['C2D AMD', 'c2d'],
  ['C3', 'c3'],
  ['C3D', 'c3d'],
  ['C4', 'c4'],
  ['C4A Arm', 'c4a'],
  ['C4D', 'c4d'],
  ['H3', 'h3'],
  ['Memory-optimized', 'm1'],
  ['M3 Memory-optimized', 'm3'],
]);

/** Machines with a part of a core that are sold whole, by their group. */
const WHOLE: ReadonlyMap<unknown, readonly [item: string, description: string]> = new Map([
  ['F1Micro', ['f1-micro', 'Micro Instance with burstable CPU']],
  ['G1Small', ['g1-small', 'Small Instance with 1 VCPU']],
]);

const DISKS: ReadonlyMap<string, string> = new Map([
  ['Storage', 'pd-standard'],
  ['SSD backed', 'pd-ssd'],
  ['Balanced', 'pd-balanced'],
]);

/** Cores and memory of N1 are one group, those of other families two. */
const PARTS = {
  Core: { part: 'core', usageUnit: 'h', groups: ['CPU', 'N1Standard'] },
  Ram: { part: 'ram', usageUnit: 'GiBy.h', groups: ['RAM', 'N1Standard'] },
} as const;

const SOLD_BY_PARTS: ReadonlySet<string> = new Set(FAMILIES.values());
const SOLD_WHOLE: ReadonlySet<string> = new Set([...WHOLE.values()].map(([item]) => item));

/** Whether a family, such as `n2` or `n2-custom`, is sold by its cores and memory. */
export function isSoldByParts(family: string): boolean {
  return SOLD_BY_PARTS.has(family);
}

/** Whether a type of machine is sold whole. */
export function isSoldWhole(machineType: string): boolean {
  return SOLD_WHOLE.has(machineType);
}

/** What a SKU sells by its description; `null` for what no price is made of. */
export function skuItem(description: string, category: Category): SkuItem | null {
  const { resourceFamily, usageType } = category;
  if (resourceFamily === 'Storage' && usageType === 'OnDemand') return diskItem(description);
  if (resourceFamily !== 'Compute') return null;
  const [, spot, sold = ''] =
    /^((?:Spot )?Preemptible )?(.+) running in .+$/.exec(description) ?? [];
  // Some SKUs of other kinds are of one by their description, and of the other by their category.
  if (usageType !== (spot === undefined ? 'OnDemand' : 'Preemptible')) return null;
  const machine = machineItem(sold, category);
  return machine && { ...machine, item: spotItem(machine.item, spot !== undefined) };
}

/** Capacity that can be taken back at any time has SKUs of its own. */
export function spotItem(item: string, isSpot: boolean): string {
  return isSpot ? `spot/${item}` : item;
}

function machineItem(sold: string, { resourceGroup }: Category): SkuItem | null {
  const whole = WHOLE.get(resourceGroup);
  if (whole) return whole[1] === sold ? { item: whole[0], usageUnit: 'h' } : null;
  const match = /^(.+?)(?: Instance)? (Core|Ram)$/.exec(sold);
  const family = FAMILIES.get(match?.[1] ?? '');
  if (!match || family === undefined) return null;
  const { part, usageUnit, groups } = PARTS[match[2] as keyof typeof PARTS];
  if (!groups.some((group) => group === resourceGroup)) return null;
  return { item: `${family}/${part}`, usageUnit };
}

/** Where a SKU is of several regions, its description names none. */
function diskItem(description: string): SkuItem | null {
  const [, regional, medium = ''] =
    /^(Regional )?(Storage|SSD backed|Balanced) PD Capacity(?: in .+)?$/.exec(description) ?? [];
  const kind = DISKS.get(medium);
  if (kind === undefined) return null;
  return { item: regionalItem(kind, regional !== undefined), usageUnit: 'GiBy.mo' };
}

/** Disks in two zones of a region have SKUs of their own. */
export function regionalItem(item: string, isRegional: boolean): string {
  return isRegional ? `regional/${item}` : item;
}
