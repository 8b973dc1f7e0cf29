import {
  HttpClient,
  type ConnectContext,
  type PostOptions,
  type ReadOptions,
} from '@skyledger/provider-sdk';
import {
  parseJson,
  readServiceAccountKey,
  type GcpAccess,
  type GcpCredentials,
} from './credentials';
import { federationConfigurationSchema } from './federation-configuration';
import { readError } from './read-error';
import { baseUrl, type Service } from './services';
import { federatedTokens } from './tokens/federated-tokens';
import { impersonatedTokens } from './tokens/impersonated-tokens';
import { keyFileTokens } from './tokens/key-file-tokens';
import { applicationDefault } from './tokens/source-identity';
import { TokenSource } from './tokens/token-source';

/** Google's APIs, as one identity sees them. */
export class GoogleClient {
  private readonly services = new Map<Service, HttpClient>();

  constructor(
    private readonly tokens: TokenSource,
    private readonly context: ConnectContext,
  ) {
    // Refuses an endpoint that is no web address at once, not at the first request.
    this.service('compute');
  }

  /**
   * @param operation the permission the request needs, for example `compute.instances.list`
   * @param path from the base address of the API on, with its leading slash
   * @throws ProviderError
   */
  async get<Result>(
    service: Service,
    operation: string,
    path: string,
    options: ReadOptions<Result>,
  ): Promise<Result> {
    // Before the request and not in it: a new token is a request with a deadline of its own.
    await this.tokens.current();
    return this.service(service).get(operation, path, options);
  }

  /**
   * Like `get`, for what is read by POST.
   * @throws ProviderError
   */
  async post<Result>(
    service: Service,
    operation: string,
    path: string,
    options: PostOptions<Result>,
  ): Promise<Result> {
    await this.tokens.current();
    return this.service(service).post(operation, path, options);
  }

  /** Where an API is; the same for all connections that read the same things there. */
  baseUrlOf(service: Service): string {
    return baseUrl(service, this.context.endpoint);
  }

  /** Releases the connections. */
  async close(): Promise<void> {
    await Promise.all([...this.services.values()].map((service) => service.close()));
    await this.tokens.close();
  }

  private service(service: Service): HttpClient {
    const known = this.services.get(service);
    if (known) return known;
    const made = new HttpClient({
      gate: this.context.gate,
      baseUrl: this.baseUrlOf(service),
      headers: async () => ({ authorization: `Bearer ${await this.tokens.current()}` }),
      readError,
    });
    this.services.set(service, made);
    return made;
  }
}

/** One project. */
export class GcpClient extends GoogleClient {
  constructor(
    /** As people write it: `my-project-123`. */
    readonly projectId: string,
    tokens: TokenSource,
    context: ConnectContext,
  ) {
    super(tokens, context);
  }
}

/** Opens a project. Nothing is asked for yet. */
export async function connect(
  credentials: GcpCredentials,
  context: ConnectContext,
): Promise<GcpClient> {
  return new GcpClient(projectOf(credentials), tokensOf(credentials, context), context);
}

function projectOf(credentials: GcpCredentials): string {
  if (credentials.method !== 'key_file') return credentials.project_id;
  const { project_id: project, service_account_key: key } = credentials;
  return project ?? readServiceAccountKey(key).project_id;
}

/** Where the tokens of an identity come from, wherever that leads to. */
export function tokensOf(access: GcpAccess, context: ConnectContext): TokenSource {
  switch (access.method) {
    case 'impersonation':
      return impersonatedTokens(access.service_account_email, context, processTokens(context));
    case 'federation': {
      const { external_account_configuration: text } = access;
      const configuration = federationConfigurationSchema.parse(parseJson(text));
      return federatedTokens(configuration, context);
    }
    case 'key_file':
      return keyFileTokens(readServiceAccountKey(access.service_account_key), context);
  }
}

/** How long a token of the process is kept; the library behind it renews in time. */
const PROCESS_TOKEN_MS = 5 * 60_000;

function processTokens({ gate }: ConnectContext): TokenSource {
  const source = applicationDefault(gate);
  return new TokenSource(async () => ({
    token: await source(),
    expiresAt: Date.now() + PROCESS_TOKEN_MS,
  }));
}
