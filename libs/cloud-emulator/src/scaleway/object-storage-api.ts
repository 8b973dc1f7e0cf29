import { isSignedWith, readSignedScope, readSigningTime } from '../aws/signature';
import { escapeXml, XML_HEADER } from '../aws/xml';
import type { CloudContext } from '../cloud/cloud';
import { effectOf, faultyBody, faultyItems } from '../faults/effects';
import type { CallFacts, FaultEffect } from '../faults/fault-rule';
import type { Answer, EmulatedRequest, Handled } from '../server/exchange';
import type { ScalewayBucket } from './bucket.item';
import type { RegionEstate, ScalewayAccount } from './scaleway-estate';

const MOST_SKEW_MS = 15 * 60_000;
const NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

/** An error in the words of S3. */
class S3Error extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** The S3 API of Object Storage: lists buckets, and tells of each who may read it. */
export class ObjectStorageApi {
  constructor(
    private readonly accounts: readonly ScalewayAccount[],
    private readonly context: CloudContext,
    private readonly base: string,
  ) {}

  handle(request: EmulatedRequest): Handled {
    const [region = '', name = ''] = request.rawPath.slice(this.base.length + 1).split('/');
    const question = [...request.query.keys()][0] ?? '';
    const action = name === '' ? 'ListBuckets' : (ACTIONS[question]?.name ?? 'Unknown');
    let facts: CallFacts = {
      provider: 'scaleway',
      account: null,
      service: 's3',
      action,
      region,
      page: 1,
    };
    let effects: FaultEffect[] = [];
    try {
      const { account, projectId } = this.callerOf(request, region);
      facts = { ...facts, account: account.account };
      effects = this.context.faults.strike(facts);
      refuseByFault(effects);
      if (account.deniedPaths?.includes(`s3:${action}`)) throw denied();
      const place = projectId === account.spec.projectId ? account.regions.get(region) : undefined;
      const xml =
        name === ''
          ? listBuckets(place, effects)
          : answerOf(place, decodeURIComponent(name), question);
      return { facts, effects, answer: xmlAnswer(200, faultyBody(effects, xml, withoutElement)) };
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      const body = `${XML_HEADER}<Error><Code>${error.code}</Code><Message>${error.message}</Message></Error>`;
      return { facts, effects, answer: xmlAnswer(error.status, body, error.headers) };
    }
  }

  /** The access key may name a project behind an `@`; otherwise it means its preferred one. */
  private callerOf(
    request: EmulatedRequest,
    region: string,
  ): { account: ScalewayAccount; projectId: string } {
    const scope = readSignedScope(request.headers.authorization);
    const [accessKey = '', projectId] = scope?.accessKeyId.split('@') ?? [];
    const account = this.accounts.find(({ spec }) => spec.accessKey === accessKey);
    if (!scope || !account) {
      throw new S3Error(403, 'InvalidAccessKeyId', 'The access key does not exist in our records.');
    }
    const time = readSigningTime(request)?.getTime() ?? 0;
    if (Math.abs(this.context.now().getTime() - time) > MOST_SKEW_MS) {
      throw new S3Error(
        403,
        'RequestTimeTooSkewed',
        'The difference between the times is too large.',
      );
    }
    const isOurs = scope.region === region && scope.service === 's3';
    if (!isOurs || !isSignedWith(request, scope, account.spec.secretKey)) {
      throw new S3Error(403, 'SignatureDoesNotMatch', 'The request signature does not match.');
    }
    return { account, projectId: projectId ?? account.spec.projectId };
  }
}

const ACTIONS: Readonly<
  Record<string, { readonly name: string; render(bucket: ScalewayBucket): string }>
> = {
  acl: { name: 'GetBucketAcl', render: aclXml },
  policyStatus: { name: 'GetBucketPolicyStatus', render: policyStatusXml },
  tagging: { name: 'GetBucketTagging', render: taggingXml },
};

function refuseByFault(effects: readonly FaultEffect[]): void {
  const throttle = effectOf(effects, 'throttle');
  if (throttle) {
    const { retryAfterSeconds: seconds } = throttle;
    const headers: Record<string, string> =
      seconds === undefined ? {} : { 'retry-after': String(seconds) };
    throw new S3Error(503, 'SlowDown', 'Please reduce your request rate.', headers);
  }
  if (effectOf(effects, 'deny')) throw denied();
  if (effectOf(effects, 'expire-token')) {
    throw new S3Error(403, 'InvalidAccessKeyId', 'The access key has expired.');
  }
  const status = effectOf(effects, 'status');
  if (status)
    throw new S3Error(status.status, 'InternalError', 'We encountered an internal error.');
}

function denied(): S3Error {
  return new S3Error(403, 'AccessDenied', 'Access Denied.');
}

function listBuckets(region: RegionEstate | undefined, effects: readonly FaultEffect[]): string {
  const all = faultyItems(effects, [...(region?.buckets.all() ?? [])]);
  const buckets = all.map(
    ({ name, createdAt }) =>
      `<Bucket><Name>${escapeXml(name)}</Name><CreationDate>${createdAt.toISOString()}</CreationDate></Bucket>`,
  );
  const owner = '<Owner><ID>owner</ID><DisplayName>owner</DisplayName></Owner>';
  return `${XML_HEADER}<ListAllMyBucketsResult ${NAMESPACE}>${owner}<Buckets>${buckets.join('')}</Buckets></ListAllMyBucketsResult>`;
}

function answerOf(region: RegionEstate | undefined, name: string, question: string): string {
  const bucket = region?.buckets.find(name);
  if (!bucket) throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist.');
  const action = ACTIONS[question];
  if (!action) throw new S3Error(501, 'NotImplemented', 'This is not emulated.');
  return XML_HEADER + action.render(bucket);
}

function aclXml({ aclPublic }: ScalewayBucket): string {
  const grant = (grantee: string, permission: string): string =>
    `<Grant>${grantee}<Permission>${permission}</Permission></Grant>`;
  const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  const owner = `<Grantee ${xsi} xsi:type="CanonicalUser"><ID>owner</ID><DisplayName>owner</DisplayName></Grantee>`;
  const everyone = `<Grantee ${xsi} xsi:type="Group"><URI>http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee>`;
  const grants = grant(owner, 'FULL_CONTROL') + (aclPublic ? grant(everyone, 'READ') : '');
  return `<AccessControlPolicy ${NAMESPACE}><Owner><ID>owner</ID></Owner><AccessControlList>${grants}</AccessControlList></AccessControlPolicy>`;
}

function policyStatusXml({ policyPublic }: ScalewayBucket): string {
  if (policyPublic === null) {
    throw new S3Error(404, 'NoSuchBucketPolicy', 'The bucket policy does not exist.');
  }
  return `<PolicyStatus ${NAMESPACE}><IsPublic>${policyPublic}</IsPublic></PolicyStatus>`;
}

function taggingXml({ pairs }: ScalewayBucket): string {
  if (pairs.length === 0) throw new S3Error(404, 'NoSuchTagSet', 'The TagSet does not exist.');
  const tags = pairs.map(
    ([key, value]) => `<Tag><Key>${escapeXml(key)}</Key><Value>${escapeXml(value)}</Value></Tag>`,
  );
  return `<Tagging ${NAMESPACE}><TagSet>${tags.join('')}</TagSet></Tagging>`;
}

function withoutElement(body: string, name: string): string {
  return body.replace(new RegExp(`<${name}(?:\\s[^>]*)?>[\\s\\S]*?</${name}>`, 'g'), '');
}

function xmlAnswer(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers: { 'content-type': 'application/xml', ...headers }, body };
}
