import type { AwsCall, AwsOperation } from '../aws-call';
import { AwsError } from '../aws-errors';
import type { AwsService } from '../aws-service';
import { inputText } from '../json-listing';
import { XmlList, tagList } from '../xml-elements';
import type { XmlFields, XmlValue } from '../xml-elements';
import { accountPage, xmlDocument } from '../xml-listing';
import { distributions } from './distribution.item';
import type { CloudFrontDistribution, ViewerProtocolPolicy } from './distribution.item';

const NAMESPACE = 'http://cloudfront.amazonaws.com/doc/2020-05-31/';
const ORIGIN = 'origin';

/** Amazon CloudFront. It has no regions. */
export const cloudfront: AwsService = {
  name: 'cloudfront',
  signingName: 'cloudfront',
  protocol: 'rest-xml',
  routes: {
    'GET /2020-05-31/distribution': 'ListDistributions',
    'GET /2020-05-31/tagging': 'ListTagsForResource',
  },
  operations: {
    ListDistributions: operation('ListDistributions', 'DistributionList', (call) => {
      const names = { marker: 'Marker', limit: 'MaxItems', invalid: 'InvalidArgument' };
      const { items, token, limit } = accountPage(call, distributions, names);
      return {
        Marker: call.params.get('Marker') ?? '',
        NextMarker: token,
        MaxItems: limit,
        IsTruncated: token !== null,
        ...counted('DistributionSummary', items.map(summary)),
      };
    }),
    ListTagsForResource: operation('ListTagsForResource', 'Tags', (call) => {
      const arn = inputText(call, 'Resource') ?? '';
      const found = call.account.services.of(distributions).find(arn);
      if (!found) {
        throw new AwsError(404, 'NoSuchResource', 'The specified resource does not exist.');
      }
      return { Items: tagList('Tag', found.tags) };
    }),
  },
};

function operation(
  action: string,
  root: string,
  answer: (call: AwsCall) => XmlFields,
): AwsOperation {
  return {
    permission: `cloudfront:${action}`,
    global: true,
    run: (call) => xmlDocument(root, NAMESPACE, answer(call)),
  };
}

/** A list as CloudFront has it: with its length, and without the items when there are none. */
function counted(element: string, items: readonly XmlValue[]): XmlFields {
  return {
    Quantity: items.length,
    Items: items.length > 0 ? new XmlList(element, items) : null,
  };
}

function summary(item: CloudFrontDistribution): XmlFields {
  const [policy, ...further] = item.policies;
  return {
    Id: item.id,
    ARN: item.arn,
    ETag: `E2${item.id.slice(2)}`,
    Status: 'Deployed',
    LastModifiedTime: item.changed,
    DomainName: item.domainName,
    Aliases: counted('CNAME', item.aliases),
    Origins: counted('Origin', [origin(item)]),
    OriginGroups: counted('OriginGroup', []),
    DefaultCacheBehavior: behavior(policy),
    CacheBehaviors: counted(
      'CacheBehavior',
      further.map((each, at) => ({ PathPattern: `/static/${at}/*`, ...behavior(each) })),
    ),
    CustomErrorResponses: counted('CustomErrorResponse', []),
    Comment: `Serves ${item.originDomain}`,
    PriceClass: 'PriceClass_100',
    Enabled: item.isEnabled,
    ViewerCertificate: certificate(item),
    Restrictions: { GeoRestriction: { RestrictionType: 'none', ...counted('Location', []) } },
    WebACLId: item.webAclArn ?? '',
    HttpVersion: 'http2and3',
    IsIPV6Enabled: true,
    Staging: false,
    ConnectionMode: 'direct',
  };
}

/** With a header that proves to the origin that CloudFront asks, which is a secret. */
function origin({ originDomain }: CloudFrontDistribution): XmlFields {
  const header = { HeaderName: 'X-Origin-Verify', HeaderValue: 'hunter2' };
  return {
    Id: ORIGIN,
    DomainName: originDomain,
    OriginPath: '',
    CustomHeaders: counted('OriginCustomHeader', [header]),
    CustomOriginConfig: {
      HTTPPort: 80,
      HTTPSPort: 443,
      OriginProtocolPolicy: 'https-only',
      OriginSslProtocols: counted('SslProtocol', ['TLSv1.2']),
      OriginReadTimeout: 30,
      OriginKeepaliveTimeout: 5,
    },
    ConnectionAttempts: 3,
    ConnectionTimeout: 10,
    OriginShield: { Enabled: false },
  };
}

function behavior(policy: ViewerProtocolPolicy): XmlFields {
  return {
    TargetOriginId: ORIGIN,
    TrustedSigners: { Enabled: false, ...counted('AwsAccountNumber', []) },
    TrustedKeyGroups: { Enabled: false, ...counted('KeyGroup', []) },
    ViewerProtocolPolicy: policy,
    AllowedMethods: {
      ...counted('Method', ['HEAD', 'GET']),
      CachedMethods: counted('Method', ['HEAD', 'GET']),
    },
    SmoothStreaming: false,
    Compress: true,
    LambdaFunctionAssociations: counted('LambdaFunctionAssociation', []),
    FunctionAssociations: counted('FunctionAssociation', []),
    FieldLevelEncryptionId: '',
    CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  };
}

function certificate({ certificateArn, securityPolicy }: CloudFrontDistribution): XmlFields {
  return {
    CloudFrontDefaultCertificate: certificateArn === null,
    ACMCertificateArn: certificateArn,
    SSLSupportMethod: certificateArn === null ? 'vip' : 'sni-only',
    MinimumProtocolVersion: securityPolicy,
    Certificate: certificateArn,
    CertificateSource: certificateArn === null ? 'cloudfront' : 'acm',
  };
}
