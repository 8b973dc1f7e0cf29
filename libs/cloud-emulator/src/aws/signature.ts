import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { EmulatedRequest } from '../server/exchange';

/** The parts of an `Authorization: AWS4-HMAC-SHA256 ...` header. */
export interface SignedScope {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request,\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/;

export function readSignedScope(authorization: string | undefined): SignedScope | null {
  const parts = AUTHORIZATION.exec(authorization ?? '');
  if (!parts) return null;
  const [, accessKeyId = '', date = '', region = '', service = '', headers = '', signature = ''] =
    parts;
  return { accessKeyId, date, region, service, signedHeaders: headers.split(';'), signature };
}

/** The time of signing, or null when the header is missing or not in basic ISO format. */
export function readSigningTime(request: EmulatedRequest): Date | null {
  const header = request.headers['x-amz-date'];
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(header));
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second));
}

/** Whether the request was signed with this secret (Signature Version 4, header form). */
export function isSignedWith(
  request: EmulatedRequest,
  scope: SignedScope,
  secretAccessKey: string,
): boolean {
  const time = String(request.headers['x-amz-date']);
  const mustBeSigned = ['host', ...Object.keys(request.headers).filter(isAmzHeader)];
  if (!mustBeSigned.every((name) => scope.signedHeaders.includes(name))) return false;
  if (!time.startsWith(scope.date)) return false;
  const payloadHash = payloadHashOf(request, scope);
  if (payloadHash === null) return false;
  const canonical = [
    request.method,
    canonicalPath(request.rawPath, scope.service),
    canonicalQuery(request.rawQuery),
    scope.signedHeaders.map((name) => `${name}:${headerValue(request, name)}\n`).join(''),
    scope.signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
  const credentialScope = `${scope.date}/${scope.region}/${scope.service}/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${time}\n${credentialScope}\n${sha256(canonical)}`;
  const expected = hmac(signingKey(scope, secretAccessKey), toSign);
  return timingSafeEqual(expected, Buffer.from(scope.signature, 'hex'));
}

/** x-amz headers carry meaning (token, time), so the signature has to cover them. */
function isAmzHeader(name: string): boolean {
  return name.startsWith('x-amz-') && name !== 'x-amz-user-agent';
}

/** The hash of the body; S3 lets the caller state it, and then it must be true. */
function payloadHashOf(request: EmulatedRequest, scope: SignedScope): string | null {
  const actual = sha256(request.body);
  const stated = request.headers['x-amz-content-sha256'];
  if (typeof stated !== 'string') return actual;
  if (scope.service === 's3' && stated === 'UNSIGNED-PAYLOAD') return stated;
  return stated === actual ? actual : null;
}

/** S3 signs the path as sent; all other services encode it once more. */
function canonicalPath(rawPath: string, service: string): string {
  return service === 's3' ? rawPath : rawPath.split('/').map(encodeStrictly).join('/');
}

function canonicalQuery(rawQuery: string): string {
  return rawQuery
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return [encodeStrictly(decode(name)), encodeStrictly(decode(value))] as const;
    })
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function headerValue(request: EmulatedRequest, name: string): string {
  const value = request.headers[name] ?? '';
  return (Array.isArray(value) ? value.join(',') : value).trim().replace(/ +/g, ' ');
}

const signingKeys = new Map<string, Buffer>();

function signingKey(scope: SignedScope, secretAccessKey: string): Buffer {
  const id = [secretAccessKey, scope.date, scope.region, scope.service].join(' ');
  const known = signingKeys.get(id);
  if (known) return known;
  let key: Buffer = Buffer.from(`AWS4${secretAccessKey}`);
  for (const part of [scope.date, scope.region, scope.service, 'aws4_request'])
    key = hmac(key, part);
  if (signingKeys.size > 1000) signingKeys.clear();
  signingKeys.set(id, key);
  return key;
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
