import type { EmulatedItem } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom, hex8 } from '../../estate/random';
import type { RegionalKind } from '../aws-kind';
import { scopeSalt } from '../region-scope';

export type ViewerProtocolPolicy = 'allow-all' | 'https-only' | 'redirect-to-https';

export interface CloudFrontDistribution extends EmulatedItem {
  readonly arn: string;
  readonly isEnabled: boolean;
  readonly changed: Date;
  readonly domainName: string;
  readonly aliases: readonly string[];
  readonly originDomain: string;
  /** That of every path, and those of some paths. */
  readonly policies: readonly [ViewerProtocolPolicy, ...ViewerProtocolPolicy[]];
  /** Null: CloudFront's own, which comes with the oldest security policy. */
  readonly certificateArn: string | null;
  readonly securityPolicy: string;
  readonly webAclArn: string | null;
  /** Not in ListDistributions; ListTagsForResource answers them. */
  readonly tags: readonly Tag[];
}

const POLICIES = ['redirect-to-https', 'redirect-to-https', 'https-only', 'allow-all'] as const;

/** What serves content near those who ask for it. */
export const distributions: RegionalKind<CloudFrontDistribution> = {
  kind: 'aws.cloudfront-distribution',
  resourceType: 'cdn',
  // The last eight digits of a distribution's id are its number.
  indexOf: (id) => (/(^|\/)E[0-9A-F]{13}$/.test(id) ? Number.parseInt(id.slice(-8), 16) : null),
  generator(scope) {
    const salt = scopeSalt(scope, 'cloudfront-distribution');
    const { accountId } = scope;
    return (index, revision) => {
      const random = new ItemRandom(salt, index);
      const naming = drawNaming(random);
      const id = `E${random.hex(5)}${hex8(index)}`.toUpperCase();
      const domainName = `d${random.hex(13)}.cloudfront.net`;
      const alias = `${naming.application}-${index + 1}.example.com`;
      const isNamed = random.chance(0.7);
      return {
        id,
        arn: `arn:aws:cloudfront::${accountId}:distribution/${id}`,
        region: null,
        name: isNamed ? alias : domainName,
        isEnabled: revision % 2 === 1 ? false : random.chance(0.9),
        changed: random.time(),
        domainName,
        aliases: isNamed ? [alias] : [],
        originDomain: `${naming.application}-origin.example.com`,
        policies: random.chance(0.4)
          ? [random.pick(POLICIES), random.pick(POLICIES)]
          : [random.pick(POLICIES)],
        certificateArn: isNamed
          ? `arn:aws:acm:us-east-1:${accountId}:certificate/12345678-1234-1234-1234-123456789012`
          : null,
        securityPolicy: isNamed
          ? random.pick(['TLSv1.2_2021', 'TLSv1.2_2021', 'TLSv1.1_2016'])
          : 'TLSv1',
        webAclArn: random.chance(0.4)
          ? `arn:aws:wafv2:us-east-1:${accountId}:global/webacl/${naming.application}/1a2b3c4d`
          : null,
        tags: drawTags(random, naming, null, revision),
      };
    };
  },
};
