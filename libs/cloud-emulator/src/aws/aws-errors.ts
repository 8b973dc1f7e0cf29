import type { Answer } from '../server/exchange';
import { WORDINGS } from './refusals';
import type { AwsProtocol, Refusal } from './refusals';
import { XML_HEADER, escapeXml } from './xml';

/** An error that an operation answers by itself, such as an invalid parameter. */
export class AwsError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Further elements of an S3 error document. */
    readonly details: Readonly<Record<string, string>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** The error for a refusal in the words of a protocol; `message` replaces the usual text. */
export function refusal(protocol: AwsProtocol, reason: Refusal, message?: string): AwsError {
  const usual = WORDINGS[protocol][reason];
  return new AwsError(usual.status, usual.code, message ?? usual.message);
}

export function errorAnswer(protocol: AwsProtocol, error: AwsError, requestId: string): Answer {
  return {
    status: error.status,
    headers: {
      'content-type': ERROR_TYPES[protocol],
      ...requestIdHeaders(protocol, requestId),
      ...(protocol === 'rest-json' && { 'x-amzn-errortype': error.code }),
      ...error.headers,
    },
    body: errorBody(protocol, error, requestId),
  };
}

const ERROR_TYPES: Readonly<Record<AwsProtocol, string>> = {
  ec2: 'text/xml;charset=UTF-8',
  query: 'text/xml',
  s3: 'application/xml',
  json: 'application/x-amz-json-1.1',
  'rest-json': 'application/json',
  'rest-xml': 'text/xml',
};

export function requestIdHeaders(protocol: AwsProtocol, requestId: string): Record<string, string> {
  if (protocol !== 's3') return { 'x-amzn-requestid': requestId };
  return { 'x-amz-request-id': requestId, 'x-amz-id-2': `${requestId}HostId` };
}

function errorBody(protocol: AwsProtocol, error: AwsError, requestId: string): string {
  const code = `<Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message>`;
  switch (protocol) {
    case 'ec2':
      return `${XML_HEADER}<Response><Errors><Error>${code}</Error></Errors><RequestID>${requestId}</RequestID></Response>`;
    case 'query':
    case 'rest-xml': {
      const type = error.status >= 500 ? 'Receiver' : 'Sender';
      return `<ErrorResponse><Error><Type>${type}</Type>${code}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
    }
    case 'json':
      return JSON.stringify({ __type: error.code, message: error.message });
    case 'rest-json':
      return JSON.stringify({ message: error.message });
    case 's3': {
      const details = Object.entries(error.details)
        .map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`)
        .join('');
      return `${XML_HEADER}<Error>${code}${details}<RequestId>${requestId}</RequestId><HostId>${requestId}HostId</HostId></Error>`;
    }
  }
}
