import { randomUUID } from 'node:crypto';
import type { Estate } from '../estate/estate';
import { withNullField } from '../cloud/rest-api';
import { faultyBody } from '../faults/effects';
import type { FaultRegistry } from '../faults/fault-registry';
import type { CallFacts, FaultEffect } from '../faults/fault-rule';
import type { Answer, EmulatedRequest, Handled } from '../server/exchange';
import { authenticate } from './authenticate';
import { readToken } from './aws-call';
import type { AwsCall, AwsOperation } from './aws-call';
import { AwsError, errorAnswer, refusal, requestIdHeaders } from './aws-errors';
import type { AwsService } from './aws-service';
import { serviceOf } from './aws-services';
import { isDenied } from './identities';
import type { AwsCredential, AwsIdentities } from './identities';
import { readRequest } from './read-request';
import type { AwsQuestion } from './read-request';
import type { AwsProtocol } from './refusals';
import { readSignedScope } from './signature';
import type { SignedScope } from './signature';
import { WEB_IDENTITY_ACTION, assumeRoleWithWebIdentity } from './sts/web-identity';

/** The AWS services behind one address: the credential scope of a request says which is meant. */
export class AwsApi {
  constructor(
    private readonly estate: Estate,
    private readonly identities: AwsIdentities,
    private readonly faults: FaultRegistry,
    private readonly now: () => Date,
  ) {}

  handle(request: EmulatedRequest): Handled {
    const requestId = randomUUID();
    const scope = readSignedScope(request.headers.authorization);
    if (!scope) return this.unsigned(request, requestId);
    const service = serviceOf(scope, request);
    const { protocol } = service;
    const question = readRequest(service, request);
    const action = question.action ?? 'unknown';
    let facts: CallFacts = unknownCall(service.name, action, scope.region);
    let effects: FaultEffect[] = [];
    try {
      const credential = authenticate(request, scope, protocol, this.identities, this.now());
      facts = { ...facts, account: credential.principal.accountId, page: pageNumber(question) };
      effects = this.faults.strike(facts);
      this.refuseByFault(protocol, effects, credential);
      const operation = operationOf(service, action);
      const rest = { ...question, action, effects, requestId };
      const call = this.callOf(scope, credential, rest);
      authorize(protocol, scope, operation, call);
      const withoutField = isJson(protocol) ? withNullField : withoutElement;
      const body = faultyBody(effects, operation.run(call), withoutField);
      return { facts, effects, answer: success(protocol, body, requestId) };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { facts, effects, answer: errorAnswer(protocol, error, requestId) };
    }
  }

  /** The one question that nobody signs is for a session of a role, by a token. */
  private unsigned(request: EmulatedRequest, requestId: string): Handled {
    const params = new URLSearchParams(request.body.toString('utf8'));
    const isKnown = params.get('Action') === WEB_IDENTITY_ACTION;
    const [service, action] = isKnown ? ['sts', WEB_IDENTITY_ACTION] : ['unknown', 'unknown'];
    const handled = { facts: unknownCall(service, action, null), effects: [] };
    try {
      if (!isKnown) throw refusal('query', 'missing-authentication');
      const moment = { now: this.now(), requestId };
      const body = assumeRoleWithWebIdentity(params, this.identities, moment);
      return { ...handled, answer: success('query', body, requestId) };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { ...handled, answer: errorAnswer('query', error, requestId) };
    }
  }

  private callOf(
    scope: SignedScope,
    { principal }: AwsCredential,
    rest: Pick<AwsCall, 'action' | 'params' | 'input' | 'bucket' | 'effects' | 'requestId'>,
  ): AwsCall {
    const account = this.estate.aws.get(principal.accountId);
    if (!account) throw new Error(`no estate for account ${principal.accountId}`);
    return {
      estate: this.estate,
      identities: this.identities,
      principal,
      account,
      region: scope.region,
      now: this.now(),
      ...rest,
    };
  }

  /** Faults that replace the answer. */
  private refuseByFault(
    protocol: AwsProtocol,
    effects: readonly FaultEffect[],
    credential: AwsCredential,
  ): void {
    for (const effect of effects) {
      if (effect.type === 'throttle') {
        const { status, code, message } = refusal(protocol, 'throttled');
        const seconds = effect.retryAfterSeconds;
        const headers: Record<string, string> =
          seconds === undefined ? {} : { 'retry-after': String(seconds) };
        throw new AwsError(status, code, message, {}, headers);
      }
      if (effect.type === 'deny') throw refusal(protocol, 'denied');
      if (effect.type === 'expire-token') {
        if (credential.principal.roleArn !== null)
          this.identities.expireSessions(credential.accessKeyId);
        throw refusal(protocol, 'expired-token');
      }
      if (effect.type === 'status') {
        if (effect.status === 500) throw refusal(protocol, 'internal');
        const { code, message } = refusal(protocol, 'unavailable');
        throw new AwsError(effect.status, code, message);
      }
    }
  }
}

function operationOf({ name, protocol, operations }: AwsService, action: string): AwsOperation {
  const operation = operations[action];
  if (operation) return operation;
  const what = `${name} ${action}`;
  if (protocol === 's3') throw new AwsError(501, 'NotImplemented', `Not emulated: ${what}`);
  const code = isJson(protocol) ? 'UnknownOperationException' : 'InvalidAction';
  throw new AwsError(400, code, `The action is not emulated: ${what}`);
}

function isJson(protocol: AwsProtocol): boolean {
  return protocol === 'json' || protocol === 'rest-json';
}

function authorize(
  protocol: AwsProtocol,
  scope: SignedScope,
  operation: AwsOperation,
  call: AwsCall,
): void {
  if (!operation.global && !call.account.regions.has(scope.region)) {
    throw refusal(protocol, 'disabled-region');
  }
  const { permission } = operation;
  const { principal } = call;
  if (permission === null || !isDenied(principal.deniedActions, permission, scope.region)) return;
  throw refusal(
    protocol,
    'denied',
    `${protocol === 'ec2' ? 'You are not authorized to perform this operation. ' : ''}User: ${principal.arn} is not authorized to perform: ${permission} because no identity-based policy allows the ${permission} action`,
  );
}

/** What the services call the token of a page. */
const TOKEN_NAMES = ['NextToken', 'nextToken', 'Marker', 'marker', 'continuation-token'] as const;

function pageNumber({ params, input }: AwsQuestion): number {
  for (const name of TOKEN_NAMES) {
    const token = params.get(name) ?? input[name];
    if (typeof token === 'string') return readToken(token)?.page ?? 1;
  }
  return 1;
}

function withoutElement(body: string, name: string): string {
  return body.replace(new RegExp(`<${name}>[^<]*</${name}>|<${name}/>`, 'g'), '');
}

const CONTENT_TYPES: Readonly<Record<AwsProtocol, string>> = {
  ec2: 'text/xml;charset=UTF-8',
  query: 'text/xml;charset=UTF-8',
  s3: 'application/xml',
  json: 'application/x-amz-json-1.1',
  'rest-json': 'application/json',
  'rest-xml': 'text/xml',
};

function success(protocol: AwsProtocol, body: string, requestId: string): Answer {
  return {
    status: 200,
    headers: {
      'content-type': CONTENT_TYPES[protocol],
      ...requestIdHeaders(protocol, requestId),
    },
    body,
  };
}

function unknownCall(service: string, action: string, region: string | null): CallFacts {
  return { provider: 'aws', account: null, service, action, region, page: 1 };
}
