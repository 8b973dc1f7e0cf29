import type { Naming } from '../estate/names';
import type { ItemRandom } from '../estate/random';

/** Labels within what the API permits; a key without a value is common there. */
export function drawLabels(
  random: ItemRandom,
  naming: Naming,
  revision: number,
): Record<string, string> {
  const labels: Record<string, string> = {};
  if (!random.chance(0.08)) {
    labels['environment'] = naming.environment;
    labels['app'] = naming.application;
  }
  if (random.chance(0.3)) labels['example.com/team'] = naming.team;
  if (random.chance(0.1)) labels['just-a-key'] = '';
  if (random.chance(0.02)) labels['constructor'] = 'label';
  if (revision > 0) labels['revision'] = String(revision);
  return labels;
}

/** Hetzner writes times without fractions of a second. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
