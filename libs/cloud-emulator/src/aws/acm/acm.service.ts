import type { EmulatedItem, Generate } from '../../estate/collection';
import { drawNaming } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import type { AwsCall } from '../aws-call';
import type { RegionalKind } from '../aws-kind';
import type { AwsService } from '../aws-service';
import { epochSeconds, jsonListing } from '../json-listing';
import { scopeSalt } from '../region-scope';
import type { AwsScope } from '../region-scope';

const DAY_MS = 86_400_000;
/** What is listed when no key types are asked for. */
const USUAL_KEY_TYPES: readonly string[] = ['RSA_1024', 'RSA_2048'];

export interface AcmCertificate extends EmulatedItem {
  readonly arn: string;
  readonly created: Date;
  readonly expires: Date;
  readonly domains: readonly string[];
  readonly keyType: 'RSA_2048' | 'RSA_4096' | 'EC_prime256v1';
  readonly imported: boolean;
  readonly inUse: boolean;
}

export const certificates: RegionalKind<AcmCertificate> = {
  kind: 'aws.acm-certificate',
  resourceType: 'certificate',
  // The last twelve digits of a certificate's id are its number, counted from one.
  indexOf: (id) => (/-\d{12}$/.test(id) ? Number(id.slice(-12)) - 1 : null),
  generator: certificateAt,
};

function certificateAt(scope: AwsScope): Generate<AcmCertificate> {
  const salt = scopeSalt(scope, 'acm-certificate');
  const { region, accountId } = scope;
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const { application } = drawNaming(random);
    const name = `${application}-${index + 1}.example.com`;
    const id = `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-8${random.hex(3)}-${String(index + 1).padStart(12, '0')}`;
    const created = random.time();
    return {
      id,
      arn: `arn:aws:acm:${region}:${accountId}:certificate/${id}`,
      region,
      name,
      created,
      expires: new Date(created.getTime() + 395 * DAY_MS),
      domains: [name, `www.${name}`],
      keyType: random.pick(['RSA_2048', 'RSA_4096', 'EC_prime256v1'] as const),
      imported: random.chance(0.3),
      inUse: revision % 2 === 1 ? false : random.chance(0.7),
    };
  };
}

/** The certificate of a load balancer; one that IAM keeps where the region has none of its own. */
export function certificateOfBalancer(scope: AwsScope, balancer: number): string {
  const count = scope.counts.services['aws.acm-certificate'] ?? 0;
  return count === 0
    ? `arn:aws:iam::${scope.accountId}:server-certificate/wildcard`
    : certificateAt(scope)(balancer % count, 0).arn;
}

/** AWS Certificate Manager. */
export const acm: AwsService = {
  name: 'acm',
  signingName: 'acm',
  protocol: 'json',
  operations: {
    ListCertificates: jsonListing({
      permission: 'acm:ListCertificates',
      kind: certificates,
      field: 'CertificateSummaryList',
      token: ['NextToken', 'NextToken'],
      limit: { field: 'MaxItems', most: 1000 },
      filter: ({ keyType }, call) => keyTypesOf(call).includes(keyType),
      render: summary,
    }),
  },
};

function keyTypesOf({ input }: AwsCall): readonly string[] {
  const { keyTypes } = (input['Includes'] ?? {}) as { keyTypes?: unknown };
  return Array.isArray(keyTypes) ? keyTypes.map(String) : USUAL_KEY_TYPES;
}

function summary(item: AcmCertificate, { now }: AwsCall): unknown {
  const created = epochSeconds(item.created);
  const isExpired = item.expires < now;
  return {
    CertificateArn: item.arn,
    DomainName: item.name,
    SubjectAlternativeNameSummaries: item.domains,
    HasAdditionalSubjectAlternativeNames: false,
    Status: isExpired ? 'EXPIRED' : 'ISSUED',
    Type: item.imported ? 'IMPORTED' : 'AMAZON_ISSUED',
    // Listings write a dash where requests have an underscore.
    KeyAlgorithm: item.keyType.replace('_', '-'),
    KeyUsages: ['DIGITAL_SIGNATURE', 'KEY_ENCIPHERMENT'],
    ExtendedKeyUsages: ['TLS_WEB_SERVER_AUTHENTICATION'],
    InUse: item.inUse,
    RenewalEligibility: item.inUse && !item.imported ? 'ELIGIBLE' : 'INELIGIBLE',
    NotBefore: created,
    NotAfter: epochSeconds(item.expires),
    CreatedAt: created,
    ...(item.imported ? { ImportedAt: created } : { IssuedAt: created }),
  };
}
