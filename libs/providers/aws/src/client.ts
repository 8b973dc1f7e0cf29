import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { ProviderError, type ConnectContext, type RequestGate } from '@skyledger/provider-sdk';
import { HOME_REGIONS, parseArn, partitionOf, type Partition } from './arn';
import type { AwsCredentials } from './credentials';
import { UNKNOWN_KEY_CODES } from './fault-codes';
import { RequestFailure, present } from './request-failure';
import { RoleSession, type SigningKeys } from './role-session';
import { ServiceClientCache, type Service, type ServiceClients } from './service-clients';

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
  private readonly gate: RequestGate;
  private readonly clients: ServiceClientCache;
  /** Signs what the role is assumed with; the same as `clients` when there is no role. */
  private readonly baseClients: ServiceClientCache;
  private readonly session: RoleSession | null = null;
  private knownAccountId: string | null = null;

  constructor(credentials: AwsCredentials, { gate, endpoint }: ConnectContext) {
    this.gate = gate;
    this.homeRegion = homeRegionOf(credentials);
    this.partition = partitionOf(this.homeRegion);
    const address = endpoint === undefined ? {} : { endpoint };
    const keys = givenKeys(credentials);
    this.baseClients = new ServiceClientCache({
      ...address,
      ...(keys && { credentials: () => Promise.resolve(keys) }),
    });
    if (credentials.method === 'access_keys') {
      this.clients = this.baseClients;
      return;
    }
    const { role_arn, external_id } = credentials;
    const session = new RoleSession(() => this.assumeRole(role_arn, external_id));
    this.session = session;
    this.clients = new ServiceClientCache({
      ...address,
      credentials: async () => session.current(),
    });
  }

  /**
   * Sends a request through the gate, with a role's session renewed before.
   * @throws ProviderError when it was refused; the signal's reason when the caller ended it
   */
  async call<S extends Service, Answer>(
    request: AwsRequest<S>,
    send: Send<S, Answer>,
  ): Promise<Answer> {
    await this.session?.renewIfNeeded();
    try {
      return await this.sendThrough(this.clients, request, send);
    } catch (error) {
      if (isUnknownKey(error)) await this.callerAccountId();
      throw error;
    }
  }

  /** As `callerAccountId`, but asked only once: credentials never come to lead elsewhere. */
  async accountId(signal: AbortSignal): Promise<string> {
    this.knownAccountId ??= await this.callerAccountId(signal);
    return this.knownAccountId;
  }

  /** The id of the account that the credentials lead to. Needs no permission. */
  async callerAccountId(signal?: AbortSignal): Promise<string> {
    await this.session?.renewIfNeeded();
    return this.sendThrough(
      this.clients,
      { service: 'sts', permission: 'sts:GetCallerIdentity', ...(signal && { signal }) },
      async (sts, options) => {
        const { Account } = await sts.send(new GetCallerIdentityCommand({}), options);
        return present(Account, 'account id');
      },
    );
  }

  /** Closes every connection. */
  close(): void {
    this.clients.destroy();
    this.baseClients.destroy();
  }

  private assumeRole(roleArn: string, externalId: string | undefined): Promise<SigningKeys> {
    return this.sendThrough(
      this.baseClients,
      { service: 'sts', permission: 'sts:AssumeRole' },
      async (sts, options) => {
        const command = new AssumeRoleCommand({
          RoleArn: roleArn,
          RoleSessionName: 'skyledger',
          ExternalId: externalId,
        });
        const { Credentials } = await sts.send(command, options);
        const keys = present(Credentials, 'credentials');
        return {
          accessKeyId: present(keys.AccessKeyId, 'access key id'),
          secretAccessKey: present(keys.SecretAccessKey, 'secret access key'),
          sessionToken: present(keys.SessionToken, 'session token'),
          expiration: present(keys.Expiration, 'expiration'),
        };
      },
    );
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
 * Whether a region that must be opted in to did not know our keys. Then either the region is off or
 * the keys are revoked, which the home region tells: without asking it, revoked keys would look like
 * a region that has nothing to see.
 */
function isUnknownKey(error: unknown): boolean {
  return (
    error instanceof ProviderError &&
    error.fault.kind === 'disabled' &&
    UNKNOWN_KEY_CODES.has(error.fault.code)
  );
}

function homeRegionOf(credentials: AwsCredentials): string {
  if (credentials.home_region !== undefined) return credentials.home_region;
  if (credentials.method === 'access_keys') return HOME_REGIONS.aws;
  const partition = parseArn(credentials.role_arn)?.partition;
  return HOME_REGIONS[partition as Partition] ?? HOME_REGIONS.aws;
}

function givenKeys(credentials: AwsCredentials): SigningKeys | null {
  const { access_key_id, secret_access_key, session_token } = credentials;
  if (access_key_id === undefined || secret_access_key === undefined) return null;
  return {
    accessKeyId: access_key_id,
    secretAccessKey: secret_access_key,
    ...(session_token === undefined ? {} : { sessionToken: session_token }),
  };
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
