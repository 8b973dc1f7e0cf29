import { isSignedWith, readSignedScope } from '../aws/signature';
import { XML_HEADER, escapeXml } from '../aws/xml';
import type { CloudApi, CloudContext } from '../cloud/cloud';
import { effectOf, faultyBody, faultyItems } from '../faults/effects';
import type { CallFacts, FaultEffect } from '../faults/fault-rule';
import type { Answer, EmulatedRequest, Handled } from '../server/exchange';
import type { DigitalOceanAccount } from './digitalocean-account';
import type { DigitalOceanSpace } from './space.item';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
const EVERYONE = 'http://acs.amazonaws.com/groups/global/AllUsers';

/** A refusal in the words of S3. */
class SpacesError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(code);
  }
}

/**
 * The S3-compatible API of Spaces. Each region has an address of its own and lists its own buckets;
 * here the region is the first part of the path, which stands for the address.
 */
export class SpacesApi implements CloudApi {
  constructor(
    private readonly accounts: readonly DigitalOceanAccount[],
    private readonly base: string,
    private readonly context: CloudContext,
  ) {}

  handle(request: EmulatedRequest): Handled {
    const [, region = '', bucket = ''] = request.rawPath.slice(this.base.length).split('/');
    const action = bucket === '' ? 'ListBuckets' : 'GetBucketAcl';
    let facts: CallFacts = {
      provider: 'digitalocean',
      account: null,
      service: 'spaces',
      action,
      region,
      page: 1,
    };
    let effects: FaultEffect[] = [];
    try {
      const account = this.ownerOf(request);
      facts = { ...facts, account: account.account };
      effects = this.context.faults.strike(facts);
      refuseByFault(effects);
      if (account.deniedPaths.includes(`spaces:${action}`)) {
        throw new SpacesError(403, 'AccessDenied');
      }
      const body =
        action === 'ListBuckets'
          ? listBuckets(account, region, effects)
          : bucketAcl(account, region, bucket, request.query);
      const text = faultyBody(effects, XML_HEADER + body, withoutElement);
      return { facts, effects, answer: xml(200, text) };
    } catch (error) {
      if (!(error instanceof SpacesError)) throw error;
      const { status, code, headers } = error;
      const answer = xml(status, `${XML_HEADER}<Error><Code>${code}</Code></Error>`, headers);
      return { facts, effects, answer };
    }
  }

  private ownerOf(request: EmulatedRequest): DigitalOceanAccount {
    const scope = readSignedScope(request.headers.authorization);
    if (!scope) throw new SpacesError(403, 'AccessDenied');
    const owner = this.accounts.find(
      ({ spec }) => spec.spacesKey?.accessKeyId === scope.accessKeyId,
    );
    const secret = owner?.spec.spacesKey?.secretAccessKey;
    if (!owner || secret === undefined) throw new SpacesError(403, 'InvalidAccessKeyId');
    if (!isSignedWith(request, scope, secret)) throw new SpacesError(403, 'SignatureDoesNotMatch');
    return owner;
  }
}

function listBuckets(
  account: DigitalOceanAccount,
  region: string,
  effects: readonly FaultEffect[],
): string {
  const here = [...account.spaces.all()].filter((space) => space.region === region);
  const buckets = faultyItems(effects, here) as readonly DigitalOceanSpace[];
  const rows = buckets.map(
    ({ name, created }) =>
      `<Bucket><Name>${escapeXml(name)}</Name><CreationDate>${created.toISOString()}</CreationDate></Bucket>`,
  );
  const list = `${owner(account)}<Buckets>${rows.join('')}</Buckets>`;
  return `<ListAllMyBucketsResult xmlns="${NAMESPACE}">${list}</ListAllMyBucketsResult>`;
}

function bucketAcl(
  account: DigitalOceanAccount,
  region: string,
  name: string,
  query: URLSearchParams,
): string {
  const space = account.spaces.find(decodeURIComponent(name));
  if (space?.region !== region) throw new SpacesError(404, 'NoSuchBucket');
  if (!query.has('acl')) throw new SpacesError(501, 'NotImplemented');
  const grant = (type: string, grantee: string, permission: string): string =>
    `<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}">${grantee}</Grantee><Permission>${permission}</Permission></Grant>`;
  const grants = [
    ...(space.publicListing ? [grant('Group', `<URI>${EVERYONE}</URI>`, 'READ')] : []),
    grant('CanonicalUser', `<ID>${account.account}</ID>`, 'FULL_CONTROL'),
  ];
  const list = `<AccessControlList>${grants.join('')}</AccessControlList>`;
  return `<AccessControlPolicy xmlns="${NAMESPACE}">${owner(account)}${list}</AccessControlPolicy>`;
}

function owner({ account }: DigitalOceanAccount): string {
  const id = escapeXml(account);
  return `<Owner><ID>${id}</ID><DisplayName>${id}</DisplayName></Owner>`;
}

function refuseByFault(effects: readonly FaultEffect[]): void {
  const throttle = effectOf(effects, 'throttle');
  if (throttle) {
    const { retryAfterSeconds: wait } = throttle;
    throw new SpacesError(503, 'SlowDown', wait === undefined ? {} : { 'retry-after': `${wait}` });
  }
  if (effectOf(effects, 'deny')) throw new SpacesError(403, 'AccessDenied');
  if (effectOf(effects, 'expire-token')) throw new SpacesError(403, 'InvalidAccessKeyId');
  const status = effectOf(effects, 'status');
  if (status) throw new SpacesError(status.status, 'InternalError');
}

function withoutElement(body: string, name: string): string {
  return body.replace(new RegExp(`<${name}[ >].*?</${name}>`, 'gs'), '');
}

function xml(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'content-type': 'application/xml', ...headers }, body };
}
