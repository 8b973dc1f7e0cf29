import { randomUUID } from 'node:crypto';
import type { Estate } from '../estate/estate';
import { faultyBody } from '../faults/effects';
import type { FaultRegistry } from '../faults/fault-registry';
import type { CallFacts, FaultEffect } from '../faults/fault-rule';
import type { Answer, EmulatedRequest, Handled } from '../server/exchange';
import { authenticate } from './authenticate';
import { readToken } from './aws-call';
import type { AwsCall, AwsOperation } from './aws-call';
import { AwsError, errorAnswer, protocolOf, refusal, requestIdHeaders } from './aws-errors';
import type { AwsProtocol } from './aws-errors';
import { EC2_OPERATIONS } from './ec2/ec2-operations';
import { ELB_OPERATIONS } from './elb/elb-operations';
import { isDenied } from './identities';
import type { AwsCredential, AwsIdentities } from './identities';
import { RDS_OPERATIONS } from './rds/rds-operations';
import { S3_OPERATIONS, s3Action } from './s3/s3-operations';
import { readSignedScope } from './signature';
import type { SignedScope } from './signature';
import { STS_OPERATIONS } from './sts/sts-operations';

const OPERATIONS: Readonly<Record<string, Readonly<Record<string, AwsOperation>>>> = {
  ec2: EC2_OPERATIONS,
  elasticloadbalancing: ELB_OPERATIONS,
  rds: RDS_OPERATIONS,
  s3: S3_OPERATIONS,
  sts: STS_OPERATIONS,
};

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
    if (!scope) {
      const facts = unknownCall('unknown', 'unknown', null);
      const error = refusal('query', 'missing-authentication');
      return { facts, effects: [], answer: errorAnswer('query', error, requestId) };
    }
    const protocol = protocolOf(scope.service);
    const bucket = protocol === 's3' ? bucketName(request) : null;
    const params = protocol === 's3' ? request.query : formFields(request);
    const action =
      protocol === 's3' ? s3Action(request.method, bucket, request.query) : params.get('Action');
    let facts: CallFacts = unknownCall(scope.service, action ?? 'unknown', scope.region);
    let effects: FaultEffect[] = [];
    try {
      const credential = authenticate(request, scope, this.identities, this.now());
      facts = { ...facts, account: credential.principal.accountId, page: pageNumber(params) };
      effects = this.faults.strike(facts);
      this.refuseByFault(protocol, effects, credential);
      const operation = operationOf(scope, action);
      const call = this.callOf(scope, credential, {
        action: action ?? '',
        params,
        bucket,
        effects,
        requestId,
      });
      authorize(protocol, scope, operation, call);
      const body = faultyBody(effects, operation.run(call), withoutElement);
      return { facts, effects, answer: success(protocol, body, requestId) };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { facts, effects, answer: errorAnswer(protocol, error, requestId) };
    }
  }

  private callOf(
    scope: SignedScope,
    { principal }: AwsCredential,
    rest: Pick<AwsCall, 'action' | 'params' | 'bucket' | 'effects' | 'requestId'>,
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
        if (credential.principal.isSession) this.identities.expireSessions(credential.accessKeyId);
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

function operationOf(scope: SignedScope, action: string | null): AwsOperation {
  const operation = action === null ? undefined : OPERATIONS[scope.service]?.[action];
  if (operation) return operation;
  const what = `${scope.service} ${action ?? 'without an action'}`;
  if (scope.service === 's3') throw new AwsError(501, 'NotImplemented', `Not emulated: ${what}`);
  throw new AwsError(400, 'InvalidAction', `The action is not emulated: ${what}`);
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

function pageNumber(params: URLSearchParams): number {
  const token = params.get('NextToken') ?? params.get('Marker') ?? params.get('continuation-token');
  return token === null ? 1 : (readToken(token)?.page ?? 1);
}

function withoutElement(body: string, name: string): string {
  return body.replace(new RegExp(`<${name}>[^<]*</${name}>|<${name}/>`, 'g'), '');
}

function success(protocol: AwsProtocol, body: string, requestId: string): Answer {
  return {
    status: 200,
    headers: {
      'content-type': protocol === 's3' ? 'application/xml' : 'text/xml;charset=UTF-8',
      ...requestIdHeaders(protocol, requestId),
    },
    body,
  };
}

function unknownCall(service: string, action: string, region: string | null): CallFacts {
  return { provider: 'aws', account: null, service, action, region, page: 1 };
}
