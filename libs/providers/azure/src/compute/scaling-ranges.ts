import { integerOf, recordOf, textOf } from '@skyledger/provider-sdk';
import { armId } from '../arm-id';
import { flagOf, partsOf } from '../arm-resource';
import { listPages, type ArmLister } from '../list-pages';
import type { PageWarnings } from '../page-warnings';
import { AUTOSCALE_SETTINGS } from './compute-lists';

/** Between which sizes something is scaled automatically. */
export interface ScalingRange {
  readonly minimum: number | null;
  readonly maximum: number | null;
}

/** Ranges by the id of what is scaled; `null` when they may not be read. */
export type ScalingRanges = ReadonlyMap<string, ScalingRange> | null;

/** Reads every autoscale setting once; scale sets do not tell their own. */
export function readScalingRanges(
  client: ArmLister,
  warnings: PageWarnings,
): Promise<ScalingRanges> {
  return warnings.unlessRefused(async () => {
    const ranges = new Map<string, ScalingRange>();
    for await (const { items } of listPages(client, AUTOSCALE_SETTINGS)) {
      for (const item of items) {
        const properties = recordOf(recordOf(item)['properties']);
        const target = armId(properties['targetResourceUri']);
        if (target === null || flagOf(properties['enabled']) === false) continue;
        ranges.set(target, rangeOf(properties['profiles']));
      }
    }
    return ranges;
  });
}

/** Profiles follow each other by the clock, so that together they span the range. */
export function rangeOf(profiles: unknown): ScalingRange {
  const capacities = partsOf(profiles).map(({ fields }) => recordOf(fields['capacity']));
  const sizes = (name: string): number[] =>
    capacities.map((each) => sizeOf(each[name])).filter((size) => size !== null);
  const [minima, maxima] = [sizes('minimum'), sizes('maximum')];
  return {
    minimum: minima.length === 0 ? null : Math.min(...minima),
    maximum: maxima.length === 0 ? null : Math.max(...maxima),
  };
}

/** Sizes are sent as texts. */
function sizeOf(value: unknown): number | null {
  const text = textOf(value);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : integerOf(value);
}
