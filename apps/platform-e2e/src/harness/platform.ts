import type {
  AwsAccountSpec,
  DemoLogin,
  Emulator,
  HetznerProjectSpec,
  ExpectedResource,
} from '@skyledger/cloud-emulator';
import { expectedResources } from '@skyledger/cloud-emulator';
import { DEFAULT_TENANT_ID } from '@skyledger/api';
import { eventually } from '@skyledger/testing';
import type { ApiClient, RunDetail } from './api-client';
import type { BrokerView, RabbitAdmin } from './broker-view';
import type { OwnerDatabase } from './owner-database';
import { type Environment, ServiceProcess, type ServiceName } from './service-process';

/** An account of the emulator that is in the ledger. */
export interface AccountHandle {
  /** The ledger's id. */
  readonly id: string;
  readonly name: string;
  readonly provider: DemoLogin['provider'];
  /** AWS account id or Hetzner project name: its name in the emulator. */
  readonly native: string;
  /** The run that adding it started. */
  readonly firstRun: string;
}

export interface AddAccountOptions {
  name?: string;
  /** Default: only on request. */
  schedule?: { kind: 'manual' } | { kind: 'interval'; minutes: number };
  regions?: readonly string[];
}

const ACTIVE = ['queued', 'running'];
const RUN_TIMEOUT_MS = 90_000;

/** What a platform is made of. */
export interface PlatformParts {
  readonly transport: 'rabbitmq' | 'postgres';
  readonly emulator: Emulator;
  readonly api: ApiClient;
  /** The database as its owner. */
  readonly owner: OwnerDatabase;
  readonly broker: BrokerView;
  /** Only with RabbitMQ. */
  readonly rabbit: RabbitAdmin | undefined;
  readonly env: Environment;
}

/** Every service in processes of their own, with private parts, under a test's control. */
export class Platform {
  readonly tenantId = DEFAULT_TENANT_ID;
  private readonly processes: ServiceProcess[] = [];

  constructor(readonly parts: PlatformParts) {}

  get api(): ApiClient {
    return this.parts.api;
  }

  get emulator(): Emulator {
    return this.parts.emulator;
  }

  get owner(): OwnerDatabase {
    return this.parts.owner;
  }

  get broker(): BrokerView {
    return this.parts.broker;
  }

  /** Every process that was started and has not been replaced by a test. */
  get all(): readonly ServiceProcess[] {
    return this.processes;
  }

  /** The running processes of a service. */
  of(name: ServiceName): ServiceProcess[] {
    return this.processes.filter((service) => service.name === name && service.running);
  }

  /** The only running process of a service. */
  one(name: ServiceName): ServiceProcess {
    const [only, ...others] = this.of(name);
    if (only === undefined || others.length > 0) {
      throw new Error(`${others.length + (only ? 1 : 0)} processes of ${name} are running`);
    }
    return only;
  }

  /** Starts one more process of a service and waits until it is ready. */
  async start(name: ServiceName, env: Environment = {}): Promise<ServiceProcess> {
    return (await this.launch(name, env)).ready();
  }

  /** Starts one more process of a service, which may never become ready. */
  async launch(name: ServiceName, env: Environment = {}): Promise<ServiceProcess> {
    const service = await ServiceProcess.spawn(name, { ...this.parts.env, ...env });
    this.processes.push(service);
    return service;
  }

  /** Ends every process of a service with kill -9. */
  async killAll(name: ServiceName): Promise<void> {
    await Promise.all(this.of(name).map((service) => service.kill()));
  }

  /** Makes exactly one process of a service run, with this environment. */
  async replace(name: ServiceName, env: Environment = {}): Promise<ServiceProcess> {
    await this.killAll(name);
    return this.start(name, env);
  }

  /** Adds an account of the emulator, which starts its first run. */
  async addAccount(
    spec: AwsAccountSpec | HetznerProjectSpec,
    options: AddAccountOptions = {},
  ): Promise<AccountHandle> {
    const isAws = 'accountId' in spec;
    const native = isAws ? spec.accountId : spec.projectName;
    const name = options.name ?? native;
    const created = await this.api.post<{ id: string; scan_run_id: string }>('/cloud/accounts', {
      name,
      provider: isAws ? 'aws' : 'hetzner',
      credentials: isAws
        ? { access_key_id: spec.accessKeyId, secret_access_key: spec.secretAccessKey }
        : { api_token: spec.token },
      schedule: options.schedule ?? { kind: 'manual' },
      ...(options.regions !== undefined && { regions: options.regions }),
    });
    const provider = isAws ? 'aws' : 'hetzner';
    return { id: created.id, name, provider, native, firstRun: created.scan_run_id };
  }

  /** Adds an account of the demo estate, of any provider. */
  async addDemoAccount({ provider, credentials }: DemoLogin): Promise<AccountHandle> {
    const name = `demo-${provider}`;
    const created = await this.api.post<{ id: string; scan_run_id: string }>('/cloud/accounts', {
      name,
      provider,
      credentials,
      schedule: { kind: 'manual' },
    });
    const [shelf] = [...this.emulator.estate.shelves()].filter(
      (each) => each.provider === provider,
    );
    if (shelf === undefined) throw new Error(`the estate has nothing of ${provider}`);
    return { id: created.id, name, provider, native: shelf.account, firstRun: created.scan_run_id };
  }

  /** Deletes an account with all that is known of it. */
  async deleteAccount(account: AccountHandle): Promise<void> {
    const confirm = new URLSearchParams({ confirm: account.name });
    await this.api.delete(`/cloud/accounts/${account.id}?${confirm.toString()}`);
  }

  /** Starts a run; returns its id. */
  async discover(account: AccountHandle): Promise<string> {
    return (await this.api.post<{ run_id: string }>(`/cloud/accounts/${account.id}/discover`))
      .run_id;
  }

  async run(runId: string): Promise<RunDetail> {
    return this.api.get<RunDetail>(`/cloud/runs/${runId}`);
  }

  /** Waits until the run has ended, however it did. */
  async waitForRun(runId: string, timeoutMs = RUN_TIMEOUT_MS): Promise<RunDetail> {
    return eventually(
      async () => {
        const run = await this.run(runId);
        if (!ACTIVE.includes(run.status)) return run;
        this.expectNoneCrashed();
        const passes = run.passes.map(({ pass, region, status }) => `${pass} ${region} ${status}`);
        throw new Error(`run ${runId} is ${run.status}: ${passes.join(', ')}`);
      },
      { timeoutMs, everyMs: 100 },
    );
  }

  /** Starts a run, waits for its end, and then until everything that follows from it is done. */
  async discoverAndSettle(account: AccountHandle): Promise<RunDetail> {
    const run = await this.waitForRun(await this.discover(account));
    await this.settled();
    return run;
  }

  /** Registers an agent; returns its id. */
  async registerAgent(agent: {
    agent_key: string;
    hostname?: string;
    instance_id?: string;
    private_ips?: readonly string[];
    public_ips?: readonly string[];
  }): Promise<string> {
    const body = { hostname: agent.agent_key, private_ips: [], public_ips: [], ...agent };
    return (await this.api.post<{ id: string }>('/agents', body)).id;
  }

  /** What the emulator holds of the account at this moment. */
  estateOf(account: AccountHandle): ExpectedResource[] {
    return [...expectedResources(this.emulator.estate, account.native)];
  }

  /** Waits until no run is active and every message has been published and handled. */
  async settled(timeoutMs = 60_000): Promise<void> {
    await eventually(
      async () => {
        const active = await this.owner.query<{ id: string }>(
          `SELECT id FROM cloud_discovery_runs WHERE status = ANY ($1)`,
          [ACTIVE],
        );
        if (active.length > 0) throw new Error(`${active.length} runs are active`);
        this.expectNoneCrashed();
        // Twice: what a handler wrote between two looks is seen by the second round.
        for (let round = 0; round < 2; round += 1) await this.expectNothingWaits();
      },
      { timeoutMs, everyMs: 100 },
    );
  }

  /** Ends everything; what still runs must end by itself, in order and in time. */
  async stop(): Promise<void> {
    const running = this.processes.filter((service) => service.running);
    const ends = await Promise.all(running.map((service) => service.terminate()));
    const failed = running.filter((_, index) => ends[index]?.code !== 0);
    await this.owner.close().catch(() => undefined);
    await this.emulator.close();
    if (failed.length > 0) {
      throw new Error(failed.map((service) => service.describeEnd()).join('\n'));
    }
  }

  /** Tells why nothing goes on, where a process ended by itself. */
  private expectNoneCrashed(): void {
    const crashed = this.processes.find((service) => service.crashed);
    if (crashed !== undefined) throw new Error(crashed.describeEnd());
  }

  private async expectNothingWaits(): Promise<void> {
    const waiting = (await this.broker.queues()).filter(({ messages }) => messages > 0);
    if (waiting.length > 0) throw new Error(`messages wait: ${JSON.stringify(waiting)}`);
    const depth = await this.owner.number('SELECT depth FROM outbox_backlog()');
    if (depth > 0) throw new Error(`${depth} rows are in the outbox`);
  }
}
