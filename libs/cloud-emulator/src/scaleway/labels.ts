import type { Naming } from '../estate/names';
import type { ItemRandom } from '../estate/random';

/** Tags are plain texts; some people write pairs in them. */
export function drawLabels(random: ItemRandom, naming: Naming, revision: number): string[] {
  const labels: string[] = [];
  if (!random.chance(0.3)) labels.push(`environment=${naming.environment}`);
  if (random.chance(0.4)) labels.push(naming.application);
  if (random.chance(0.2)) labels.push(`team=${naming.team}`);
  if (random.chance(0.03)) labels.push('__proto__=own property');
  if (random.chance(0.03)) labels.push('a=b=c', '=nothing', 'Größe: übergroß');
  if (revision > 0) labels.push(`revision=${revision}`);
  return labels;
}
