import { createHash, createHmac } from 'node:crypto';

/** An access key of an S3 API. */
export interface S3AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * The headers that sign a GET request without a body: Signature Version 4
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
 * The path has to be encoded already, which S3 signs as it is.
 */
export function signS3Request(
  url: URL,
  region: string,
  { accessKeyId, secretAccessKey }: S3AccessKey,
  now: Date,
): Record<string, string> {
  const time = `${now.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
  const date = time.slice(0, 8);
  const headers = { 'x-amz-content-sha256': sha256(''), 'x-amz-date': time };
  const signed = Object.entries({ host: url.host, ...headers });
  const names = signed.map(([name]) => name).join(';');
  const canonical = [
    'GET',
    url.pathname,
    s3QueryOf([...url.searchParams]),
    ...signed.map(([name, value]) => `${name}:${value}`),
    '',
    names,
    headers['x-amz-content-sha256'],
  ].join('\n');
  const scope = `${date}/${region}/s3/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`;
  const key = [date, region, 's3', 'aws4_request'].reduce<Buffer | string>(
    hmac,
    `AWS4${secretAccessKey}`,
  );
  const signature = hmac(key, text).toString('hex');
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

/** A query in the form that is signed, which is as well the one to send. */
export function s3QueryOf(params: readonly (readonly [name: string, value: string])[]): string {
  return params
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
}

/** Stricter than `encodeURIComponent`, as the signature wants it. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
