import { createHash, createHmac } from 'node:crypto';

/** A GET request that is to be signed. */
export interface SignedRequest {
  url: URL;
  region: string;
  accessKey: string;
  secretKey: string;
  now: Date;
}

const EMPTY_BODY = sha256('');
const SIGNED_HEADERS = 'host;x-amz-content-sha256;x-amz-date';

/**
 * The headers that sign a GET request for an S3 API, with version 4 of the signature
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html). The path must be
 * encoded already, and the query in the order of its names.
 */
export function signedHeaders(request: SignedRequest): Record<string, string> {
  const { url, region, accessKey, secretKey, now } = request;
  const time = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const date = time.slice(0, 8);
  const canonical = [
    'GET',
    url.pathname,
    url.search.slice(1),
    `host:${url.host}`,
    `x-amz-content-sha256:${EMPTY_BODY}`,
    `x-amz-date:${time}`,
    '',
    SIGNED_HEADERS,
    EMPTY_BODY,
  ].join('\n');
  const scope = `${date}/${region}/s3/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`;
  const key = [date, region, 's3', 'aws4_request'].reduce<Buffer>(
    hmac,
    Buffer.from(`AWS4${secretKey}`),
  );
  const signature = hmac(key, toSign).toString('hex');
  return {
    'x-amz-content-sha256': EMPTY_BODY,
    'x-amz-date': time,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope}, SignedHeaders=${SIGNED_HEADERS}, Signature=${signature}`,
  };
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
