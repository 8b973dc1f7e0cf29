import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import {
  ProviderError,
  type ConnectContext,
  type IdentityHop,
  type RequestGate,
} from '@skyledger/provider-sdk';
import { HOME_REGIONS, parseArn, partitionOf, type Partition } from './arn';
import type { AwsCredentials } from './credentials';
import { needsOptIn, NO_SUCH_HOST, UNKNOWN_KEY_CODES } from './fault-codes';
import { RequestFailure, present } from './request-failure';
import type { Service, ServiceClientCache, ServiceClients } from './service-clients';
import { RoleChain } from './trust/role-chain';

/** One request: which service, where, and the permission it needs. */
export interface AwsRequest<S extends Service> {
  service: S;
  /** The home region when left out. */
  region?: string;
  /** The IAM action, for example `ec2:DescribeInstances`. */
  permission: string;
  /** Ends the request early, for example because its pass ended. */
  signal?: AbortSignal;
}

/** Sends one attempt with the SDK's client; `options` go into its `send`. */
export type Send<S extends Service, Answer> = (
  client: ServiceClients[S],
  options: { abortSignal: AbortSignal },
) => Promise<Answer>;

const ENDED = Symbol('ended by the caller');

/** Talks to one AWS account, in all of its regions, through the request gate. */
export class AwsClient {
  /** Where account-wide questions go. */
  readonly homeRegion: string;
  readonly partition: Partition;
  /** The role of the account that its session is of; `null` with keys alone. */
  readonly roleArn: string | null;
  /** The access key that was given; `null` when this process has its own way in. */
  readonly accessKeyId: string | null;
  private readonly gate: RequestGate;
  private readonly chain: RoleChain;
  private knownAccountId: string | null = null;

  constructor(credentials: AwsCredentials, { gate, ...settings }: ConnectContext) {
    this.gate = gate;
    this.homeRegion = homeRegionOf(credentials);
    this.partition = partitionOf(this.homeRegion);
    this.roleArn = credentials.method === 'role' ? credentials.role_arn : null;
    this.accessKeyId = credentials.access_key_id ?? null;
    // A region that must be opted in to may be off for the accounts that the chain begins in. The
    // sessions that a region's own address gives out are good in all regions.
    // Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_region-endpoints.html
    const region = needsOptIn(this.homeRegion) ? HOME_REGIONS[this.partition] : this.homeRegion;
    this.chain = new RoleChain(credentials, settings, (clients, permission, send, signal) =>
      this.sendThrough(
        clients,
        { service: 'sts', region, permission, ...(signal && { signal }) },
        send,
      ),
    );
  }

  /**
   * Sends a request through the gate, with a role's session renewed before.
   * @throws ProviderError when it was refused; the signal's reason when the caller ended it
   */
  async call<S extends Service, Answer>(
    request: AwsRequest<S>,
    send: Send<S, Answer>,
  ): Promise<Answer> {
    await this.chain.renewIfNeeded();
    try {
      return await this.sendThrough(this.chain.clients, request, send);
    } catch (error) {
      if (mayBeElsewhere(error)) await this.callerAccountId();
      throw error;
    }
  }

  /** As `call`, but signed with the keys that were given and not by the role they assume. */
  callAsGiven<S extends Service, Answer>(
    request: AwsRequest<S>,
    send: Send<S, Answer>,
  ): Promise<Answer> {
    return this.sendThrough(this.chain.callerClients, request, send);
  }

  /** As `callerAccountId`, but asked only once: credentials never come to lead elsewhere. */
  async accountId(signal?: AbortSignal): Promise<string> {
    this.knownAccountId ??= await this.callerAccountId(signal);
    return this.knownAccountId;
  }

  /** The id of the account that the credentials lead to. Needs no permission. */
  async callerAccountId(signal?: AbortSignal): Promise<string> {
    await this.chain.renewIfNeeded();
    return this.sendThrough(
      this.chain.clients,
      { service: 'sts', permission: 'sts:GetCallerIdentity', ...(signal && { signal }) },
      async (sts, options) => {
        const { Account } = await sts.send(new GetCallerIdentityCommand({}), options);
        return present(Account, 'account id');
      },
    );
  }

  /** Who we are at each step of the way into the account; the last one is in it. */
  identityChain(): Promise<[IdentityHop, ...IdentityHop[]]> {
    return this.chain.identities();
  }

  /** Whether the account's role can be assumed with its external id alone; see `RoleChain`. */
  isExternalIdRequired(signal: AbortSignal): Promise<boolean | null> {
    return this.chain.isExternalIdRequired(signal);
  }

  /** Closes every connection. */
  close(): void {
    this.chain.destroy();
  }

  private async sendThrough<S extends Service, Answer>(
    clients: ServiceClientCache,
    { service, region = this.homeRegion, permission, signal }: AwsRequest<S>,
    send: Send<S, Answer>,
  ): Promise<Answer> {
    const client = clients.of(service, region);
    const answer = await this.gate.run(permission, async (deadline) => {
      // The gate would take the end of a pass for a failure to be repeated, so it is not told.
      if (signal?.aborted) return ENDED;
      try {
        return await untilEither(deadline, signal, (abortSignal) => send(client, { abortSignal }));
      } catch (cause) {
        if (signal?.aborted) return ENDED;
        throw new RequestFailure(region === this.homeRegion ? null : region, { cause });
      }
    });
    if (answer !== ENDED) return answer;
    signal?.throwIfAborted();
    throw new Error(`${permission} ended without its signal`);
  }
}

/**
 * Whether a region only seems to be off. A region that must be opted in to does not know our keys,
 * nor does any when the keys are revoked; a service that a region lacks has no address, nor has any
 * without a way to AWS. The home region tells: without asking it, either would look like a region
 * that has nothing to see.
 */
function mayBeElsewhere(error: unknown): boolean {
  if (!(error instanceof ProviderError) || error.fault.kind !== 'disabled') return false;
  return UNKNOWN_KEY_CODES.has(error.fault.code) || error.fault.code === NO_SUCH_HOST;
}

function homeRegionOf(credentials: AwsCredentials): string {
  if (credentials.home_region !== undefined) return credentials.home_region;
  if (credentials.method === 'access_keys') return HOME_REGIONS.aws;
  const partition = parseArn(credentials.role_arn)?.partition;
  return HOME_REGIONS[partition as Partition] ?? HOME_REGIONS.aws;
}

/**
 * Runs with a signal that follows both. `AbortSignal.any` is no alternative: in Node 20 each signal
 * it makes stays referenced by its sources, and a pass makes thousands.
 */
async function untilEither<Result>(
  deadline: AbortSignal,
  signal: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  if (!signal) return run(deadline);
  const either = new AbortController();
  const abort = (): void => either.abort();
  if (deadline.aborted) abort();
  deadline.addEventListener('abort', abort, { once: true });
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await run(either.signal);
  } finally {
    deadline.removeEventListener('abort', abort);
    signal.removeEventListener('abort', abort);
  }
}
