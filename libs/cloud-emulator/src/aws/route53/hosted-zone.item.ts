import type { EmulatedItem } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom, hex8 } from '../../estate/random';
import type { RegionalKind } from '../aws-kind';
import { scopeSalt } from '../region-scope';

export interface Route53HostedZone extends EmulatedItem {
  readonly arn: string;
  /** With the dot of the root. */
  readonly domain: string;
  readonly isPrivate: boolean;
  readonly comment: string;
  readonly records: number;
  /** Not in ListHostedZones; ListTagsForResources answers them. */
  readonly tags: readonly Tag[];
}

/** Zones of names; every third is seen by networks alone. */
export const hostedZones: RegionalKind<Route53HostedZone> = {
  kind: 'aws.route53-hosted-zone',
  resourceType: 'dns_zone',
  // The last eight digits of a zone's id are its number.
  indexOf: (id) => (/(^|\/)Z[0-9A-F]{20}$/.test(id) ? Number.parseInt(id.slice(-8), 16) : null),
  generator(scope) {
    const salt = scopeSalt(scope, 'route53-hosted-zone');
    return (index, revision) => {
      const random = new ItemRandom(salt, index);
      const naming = drawNaming(random);
      const id = `Z${random.hex(12)}${hex8(index)}`.toUpperCase();
      const name = `${naming.application}-${index + 1}.example.com`;
      return {
        id,
        arn: `arn:aws:route53:::hostedzone/${id}`,
        region: null,
        name,
        domain: `${name}.`,
        isPrivate: index % 3 === 2,
        comment: random.chance(0.5) ? `Names of ${naming.application} & others` : '',
        records: 2 + random.int(60) + revision,
        tags: drawTags(random, naming, null, revision),
      };
    };
  },
};
