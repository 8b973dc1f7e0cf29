import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { REGIONS, regionAt } from './catalogue';
import { timestamp } from './identifiers';
import { idOf } from './scope';
import type { DigitalOceanScope } from './scope';

export interface DigitalOceanVpc extends EmulatedItem {
  readonly region: string;
  readonly created: string;
  readonly ipRange: string;
  readonly isDefault: boolean;
  readonly description: string;
}

/** The first network of each region is its default one. */
export function vpcGenerator(scope: DigitalOceanScope): Generate<DigitalOceanVpc> {
  const salt = saltOf(scope.seed, scope.account, 'vpc');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const { slug } = regionAt(index);
    const isDefault = index < REGIONS.length;
    return {
      id: idOf(scope, 'vpc', index),
      region: slug,
      name: isDefault ? `default-${slug}` : `${naming.environment}-${naming.application}.${index}`,
      // With nanoseconds where people made it, without where the service did.
      created: isDefault
        ? timestamp(random.time())
        : random.time().toISOString().replace('Z', '442222Z'),
      ipRange: `10.${index % 256}.0.0/16`,
      isDefault,
      description: revision > 0 ? `revision ${revision}` : '',
    };
  };
}

export function vpcJson(vpc: DigitalOceanVpc): Record<string, unknown> {
  return {
    id: vpc.id,
    urn: `do:vpc:${vpc.id}`,
    name: vpc.name,
    description: vpc.description,
    region: vpc.region,
    ip_range: vpc.ipRange,
    created_at: vpc.created,
    default: vpc.isDefault,
  };
}
