import {
  HttpStatusError,
  insideOf,
  MalformedResponseError,
  type ConnectContext,
  signS3Request,
  textIn,
} from '@skyledger/provider-sdk';
import { Agent, fetch, type Response } from 'undici';
import type { ScalewayCredentials } from '../credentials';

const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** What is asked of a bucket. */
export type BucketQuestion = 'acl' | 'policyStatus' | 'tagging';

/**
 * Object Storage, whose API is that of S3: signed requests, answers in XML. Every request goes
 * through the gate; redirects are refused, bodies are bounded.
 */
export class ObjectStorage {
  private readonly agent = new Agent();

  constructor(
    private readonly credentials: ScalewayCredentials,
    private readonly context: ConnectContext,
  ) {}

  /**
   * The buckets of the project in a region, as XML. Without a project those of the key's preferred
   * project.
   * @throws ProviderError
   */
  listBuckets(region: string): Promise<string> {
    return this.get('s3:ListBuckets', region, '/', 'ListAllMyBucketsResult');
  }

  /**
   * What a bucket tells of itself, as XML.
   * @throws ProviderError
   */
  ask(region: string, bucket: string, question: BucketQuestion): Promise<string> {
    const [operation, root] = QUESTIONS[question];
    return this.get(operation, region, `/${encodeURIComponent(bucket)}?${question}=`, root);
  }

  /** Releases the connections. */
  close(): Promise<void> {
    return this.agent.close();
  }

  private get(operation: string, region: string, path: string, root: string): Promise<string> {
    const { gate, endpoint } = this.context;
    const base =
      endpoint === undefined
        ? `https://s3.${region}.scw.cloud`
        : `${endpoint.replace(/\/+$/, '')}/s3/${region}`;
    const url = new URL(base + path);
    return gate.run(operation, async (signal) => {
      const response = await fetch(url, {
        headers: this.headers(url, region),
        redirect: 'manual',
        dispatcher: this.agent,
        signal,
      });
      const xml = await readText(response);
      if (!response.ok) throw refusal(response, xml);
      return insideOf(xml, root);
    });
  }

  /** `<access key>@<project id>` chooses a project; the key alone means its preferred one. */
  private headers(url: URL, region: string): Record<string, string> {
    const { access_key, secret_key, project_id } = this.credentials;
    const accessKey = project_id === undefined ? access_key : `${access_key}@${project_id}`;
    const key = { accessKeyId: accessKey, secretAccessKey: secret_key };
    return signS3Request(url, region, key, new Date());
  }
}

const QUESTIONS: Readonly<Record<BucketQuestion, readonly [operation: string, root: string]>> = {
  acl: ['s3:GetBucketAcl', 'AccessControlPolicy'],
  policyStatus: ['s3:GetBucketPolicyStatus', 'PolicyStatus'],
  tagging: ['s3:GetBucketTagging', 'Tagging'],
};

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.byteLength;
    if (size > MAX_BODY_BYTES) {
      throw new MalformedResponseError(`the body is larger than ${MAX_BODY_BYTES} bytes`);
    }
    chunks.push(bytes);
  }
  return new TextDecoder().decode(Buffer.concat(chunks, size));
}

function refusal(response: Response, xml: string): HttpStatusError {
  const { status } = response;
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new HttpStatusError(
    status,
    textIn(xml, 'Code') ?? `HTTP ${status}`,
    (textIn(xml, 'Message') ?? `answered with status ${status}`).slice(0, 500),
    seconds >= 0 ? seconds * 1000 : undefined,
  );
}
