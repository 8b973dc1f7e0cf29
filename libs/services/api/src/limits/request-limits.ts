import { isIPv6 } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { SKYLEDGER_CONFIG, type SkyledgerConfig } from '@skyledger/config';
import { ProblemError } from '@skyledger/contracts';
import { type Allowance, Limits } from '@skyledger/limits';
import { productMetrics } from '@skyledger/telemetry';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../auth/principal';
import { hashToken } from '../auth/token-hash';

/** Metadata key of routes that ask a provider while the caller waits. */
export const ASKS_PROVIDER = 'skyledger:asks-provider';
const MOST_REMEMBERED = 10_000;
const MINUTE_SECONDS = 60;

/** What is limited, by a name that answers tell. */
interface Policy {
  readonly name: 'requests' | 'validations' | 'attempts';
  readonly allowance: Allowance;
}

/** How many requests a principal may make, and how many an address without a good token. */
@Injectable()
export class RequestLimits {
  /** Tokens that were good when they were used last: their holders need not guess. */
  private readonly good = new Set<string>();

  constructor(
    @Inject(SKYLEDGER_CONFIG) private readonly config: SkyledgerConfig,
    private readonly limits: Limits,
  ) {}

  /**
   * Counts a request whose token may be a guess against the address it came from, before the token
   * is looked up.
   * @throws ProblemError 429
   */
  async admit(request: FastifyRequest, reply: FastifyReply, token?: string): Promise<void> {
    if (token !== undefined && this.good.has(digest(token))) return;
    const policy = perMinute('attempts', this.config.apiAttemptsPerMinute);
    await this.spend(`address:${networkOf(request.ip)}`, policy, reply);
  }

  /** The token is good. */
  remember(token: string): void {
    const name = digest(token);
    this.good.delete(name);
    this.good.add(name);
    const oldest = this.good.keys().next();
    if (this.good.size > MOST_REMEMBERED && oldest.done !== true) this.good.delete(oldest.value);
  }

  /** It is not, or not any more. */
  forget(token: string): void {
    this.good.delete(digest(token));
  }

  /** @throws ProblemError 429 */
  async take(
    { tenantId, actor }: Principal,
    reply: FastifyReply,
    { asksProvider }: { asksProvider: boolean },
  ): Promise<void> {
    const { apiRequestsPerSecond: perSecond, apiRequestBurst: burst } = this.config;
    const who = `principal:${tenantId}:${actor.kind}:${actor.id ?? actor.name}`;
    await this.spend(who, { name: 'requests', allowance: { perSecond, burst } }, reply);
    if (!asksProvider) return;
    await this.spend(who, perMinute('validations', this.config.apiValidationsPerMinute), reply);
  }

  private async spend(who: string, policy: Policy, reply: FastifyReply): Promise<void> {
    const { name, allowance } = policy;
    const { waitMs, fullAfterMs } = await this.limits.tryTake(`api:${name}:${who}`, allowance);
    // A good token is told of its own limits alone.
    if (waitMs === 0 && name === 'attempts') return;
    const { perSecond, burst } = allowance;
    const window = Math.max(1, Math.ceil(burst / perSecond));
    const remaining = Math.max(0, Math.floor(burst - (fullAfterMs / 1000) * perSecond));
    add(reply, 'ratelimit-policy', `"${name}";q=${burst};w=${window}`);
    add(reply, 'ratelimit', `"${name}";r=${remaining};t=${Math.ceil(fullAfterMs / 1000)}`);
    if (waitMs === 0) return;
    productMetrics.requestsRefused.add(1, { policy: name });
    void reply.header('retry-after', String(Math.max(1, Math.ceil(waitMs / 1000))));
    throw tooManyRequests(policy);
  }
}

/** The headers are lists of structured fields: one item for each policy that was asked. */
function add(reply: FastifyReply, header: string, item: string): void {
  const before = reply.getHeader(header);
  void reply.header(header, typeof before === 'string' ? `${before}, ${item}` : item);
}

function perMinute(name: Policy['name'], count: number): Policy {
  return { name, allowance: { perSecond: count / MINUTE_SECONDS, burst: count } };
}

const TOO_MANY: Record<Policy['name'], string> = {
  requests: 'Make fewer requests, or wait as `Retry-After` says.',
  validations:
    'Providers are asked while you wait: do so less often, or wait as `Retry-After` says.',
  attempts: 'Too many requests without a good token came from your address.',
};

function tooManyRequests({ name }: Policy): ProblemError {
  return new ProblemError({
    type: 'too-many-requests',
    title: 'There were too many requests',
    status: 429,
    detail: TOO_MANY[name],
    extensions: { policy: name },
  });
}

/** A network of IPv6 is one client's, who may use any address of it. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? firstGroups(address, 4);
}

function firstGroups(address: string, count: number): string {
  const [head = '', tail] = address.split('%')[0]!.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, count).join(':');
}

function digest(token: string): string {
  return hashToken(token).toString('base64');
}
