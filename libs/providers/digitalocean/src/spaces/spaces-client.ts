import {
  HttpStatusError,
  MalformedResponseError,
  type ConnectContext,
  type RequestGate,
  s3QueryOf,
  signS3Request,
  type S3AccessKey,
  textIn,
} from '@skyledger/provider-sdk';
import { Agent, fetch, type Response } from 'undici';
import { readBuckets, readGrants, type BucketPage, type Grant } from './spaces-xml';

/** Not every kind of bucket can be asked everything: those of cold storage have fewer settings. */
const UNSUPPORTED: ReadonlySet<string | null> = new Set(['NotImplemented', 'MethodNotAllowed']);

/** Far more than the names of all buckets a team may have. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/**
 * Reads Spaces, which speaks S3. Each region has an address of its own and lists its own buckets.
 * Where another endpoint is given, a region is a path below it: `/spaces/nyc3`.
 */
export class SpacesClient {
  private readonly agent = new Agent();
  private readonly gate: RequestGate;
  private readonly endpoint: string | undefined;

  constructor(
    private readonly key: S3AccessKey,
    { gate, endpoint }: ConnectContext,
  ) {
    this.gate = gate;
    this.endpoint = endpoint?.replace(/\/+$/, '');
  }

  /**
   * Reads one page of a region's buckets; most services give them all at once.
   * @throws ProviderError
   */
  listBuckets(region: string, token: string | null): Promise<BucketPage> {
    const query: Record<string, string> = token === null ? {} : { 'continuation-token': token };
    return this.read('spaces:ListBuckets', region, '/', query, readBuckets);
  }

  /**
   * Who was granted what of a bucket; `null` of one that has no access control list.
   * @throws ProviderError
   */
  grants(region: string, bucket: string): Promise<Grant[] | null> {
    const path = `/${encodeURIComponent(bucket)}`;
    return this.read<Grant[] | null>(
      'spaces:GetBucketAcl',
      region,
      path,
      { acl: '' },
      readGrants,
      null,
    );
  }

  /** Releases the connections. */
  close(): Promise<void> {
    return this.agent.close();
  }

  private read<Result>(
    operation: string,
    region: string,
    path: string,
    query: Readonly<Record<string, string>>,
    readDocument: (document: string) => Result,
    ifUnsupported?: Result,
  ): Promise<Result> {
    const url = new URL(this.addressOf(region) + path);
    url.search = s3QueryOf(Object.entries(query));
    return this.gate.run(operation, async (signal) => {
      const response = await fetch(url, {
        headers: signS3Request(url, region, this.key, new Date()),
        redirect: 'manual',
        dispatcher: this.agent,
        signal,
      });
      const document = await bodyOf(response);
      if (response.ok) return readDocument(document);
      const code = textIn(document, 'Code');
      if (ifUnsupported !== undefined && UNSUPPORTED.has(code)) return ifUnsupported;
      throw refusalOf(response, code);
    });
  }

  private addressOf(region: string): string {
    return this.endpoint === undefined
      ? `https://${region}.digitaloceanspaces.com`
      : `${this.endpoint}/spaces/${region}`;
  }
}

/** Never holds more than the bound; the rest is not transferred. */
async function bodyOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw new MalformedResponseError('the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString('utf8');
}

function refusalOf({ status, headers }: Response, code: string | null): HttpStatusError {
  const wait = Number(headers.get('retry-after') ?? Number.NaN);
  return new HttpStatusError(
    status,
    code ?? `HTTP ${status}`,
    code === null ? `answered with status ${status}` : `Spaces answered ${code}`,
    Number.isFinite(wait) ? wait * 1000 : undefined,
  );
}
