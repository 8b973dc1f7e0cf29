import { matchPath } from '../cloud/rest-route';
import type { EmulatedRequest } from '../server/exchange';
import type { AwsService } from './aws-service';
import type { AwsCall } from './aws-call';
import { s3Action } from './s3/s3-operations';

/** What a request asks for, whatever its protocol. */
export interface AwsQuestion extends Pick<AwsCall, 'params' | 'input' | 'bucket'> {
  /** Null when the request names no operation that is emulated. */
  readonly action: string | null;
}

const NOTHING = { params: new URLSearchParams(), input: {}, bucket: null };

/** Reads the operation and its parameters in the protocol of a service. */
export function readRequest(service: AwsService, request: EmulatedRequest): AwsQuestion {
  switch (service.protocol) {
    case 's3': {
      const bucket = bucketName(request);
      const action = s3Action(request.method, bucket, request.query);
      return { ...NOTHING, action, params: request.query, bucket };
    }
    case 'json': {
      const target = request.headers['x-amz-target'];
      const action = typeof target === 'string' ? (target.split('.')[1] ?? null) : null;
      return { ...NOTHING, action, input: jsonBody(request) };
    }
    case 'rest-json':
      return readRoute(service, request, jsonBody(request));
    case 'rest-xml':
      return readRoute(service, request, { document: request.body.toString('utf8') });
    case 'ec2':
    case 'query': {
      const params = formFields(request);
      return { ...NOTHING, action: params.get('Action'), params };
    }
  }
}

function readRoute(
  service: AwsService,
  request: EmulatedRequest,
  body: Readonly<Record<string, unknown>>,
): AwsQuestion {
  const path = request.rawPath.replace(/(.)\/$/, '$1');
  for (const [route, action] of Object.entries(service.routes ?? {})) {
    const [method, pattern = ''] = route.split(' ');
    const found = method === request.method ? matchPath(pattern, path) : null;
    if (!found) continue;
    const input = { ...Object.fromEntries(request.query), ...body, ...found };
    return { ...NOTHING, action, params: request.query, input };
  }
  return { ...NOTHING, action: null };
}

function jsonBody(request: EmulatedRequest): Record<string, unknown> {
  if (request.body.length === 0) return {};
  const body: unknown = JSON.parse(request.body.toString('utf8'));
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

/** Query services take their parameters as a form or in the query string. */
function formFields(request: EmulatedRequest): URLSearchParams {
  const fields = new URLSearchParams(request.body.toString('utf8'));
  for (const [name, value] of request.query) fields.append(name, value);
  return fields;
}

/** From the path, or from the host in virtual-hosted style (`<bucket>.localhost`). */
function bucketName(request: EmulatedRequest): string | null {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  const virtual = /^(.+?)(?:\.s3(?:\.[a-z0-9-]+)?)?\.localhost$/.exec(host)?.[1];
  if (virtual !== undefined && virtual !== 's3') return virtual;
  const first = request.rawPath.split('/')[1] ?? '';
  return first === '' ? null : decodeURIComponent(first);
}
