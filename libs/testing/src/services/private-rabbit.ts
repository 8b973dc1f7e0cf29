import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findFreePort } from '@skyledger/embedded-postgres';
import { firstReply } from '../network/first-reply';
import { OwnProcess } from '../processes/own-process';
import { makeScratchFolder } from '../processes/scratch-folder';
import { addVhost, isAdminReady, removeVhost, vhostUrl } from './rabbit-admin';
import { findBinary, findEpmd } from './service-binaries';
import { docker, hostContainer, hostProcess } from './service-host';
import type { ServiceHost } from './service-host';
import { ServiceUnavailable } from './service-unavailable';

/** A RabbitMQ of our own, which keeps durable queues and their messages over `kill` and `start`. */
export interface PrivateRabbit {
  /** AMQP URL of the default virtual host. */
  readonly url: string;
  /** URL of the management API, with credentials. */
  readonly adminUrl: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** SIGKILL of the broker. Queues declared in the seconds before it are forgotten now and then. */
  kill(): Promise<void>;
  /** Resolves when the queues declared so far are on disk and outlive a kill. */
  saveQueues(): Promise<void>;
  /** Makes a virtual host, which isolates one suite from another, and returns its AMQP URL. */
  createVhost(name: string): Promise<string>;
  /** Removes a virtual host; its connections are closed. */
  deleteVhost(name: string): Promise<void>;
  /** Runs rabbitmqctl, for example `control('set_vm_memory_high_watermark', '0')` for an alarm. */
  control(...args: string[]): Promise<string>;
  /** Ends the broker, with its port mapper, and removes its data. */
  dispose(): Promise<void>;
}

interface Ports {
  readonly amqp: number;
  readonly admin: number;
  readonly distribution: number;
  readonly epmd: number;
}

interface Broker {
  readonly host: ServiceHost;
  control(args: readonly string[]): Promise<string>;
  dispose(): Promise<void>;
}

const user = 'skyledger';

/** The protocol header of AMQP 0-9-1; a broker that takes clients answers it with a method frame. */
const amqpHeader = Uint8Array.from([0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1]);
const methodFrame = 1;

function configuration(ports: Ports, password: string): string {
  return [
    `listeners.tcp.1 = 127.0.0.1:${ports.amqp}`,
    'management.tcp.ip = 127.0.0.1',
    `management.tcp.port = ${ports.admin}`,
    // Only virtual hosts are managed through it; gathering statistics costs a third of a core.
    'management_agent.disable_metrics_collector = true',
    `default_user = ${user}`,
    `default_pass = ${password}`,
    'disk_free_limit.absolute = 50MB',
    'log.file.level = warning',
    '',
  ].join('\n');
}

/**
 * The environment that keeps a broker apart from the machine's own: every name, port and path it
 * would otherwise share. The port mapper is started by us, so that it can be stopped.
 */
function environment(folder: string, ports: Ports): Record<string, string> {
  const inFolder = (name: string): string => join(folder, name);
  return {
    PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`,
    HOME: folder,
    LANG: 'C.UTF-8',
    RABBITMQ_NODENAME: `skyledger-${ports.amqp}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(ports.amqp),
    RABBITMQ_DIST_PORT: String(ports.distribution),
    RABBITMQ_MNESIA_BASE: inFolder('mnesia'),
    RABBITMQ_LOG_BASE: inFolder('log'),
    RABBITMQ_CONFIG_FILE: inFolder('rabbitmq.conf'),
    RABBITMQ_CONF_ENV_FILE: inFolder('empty-env.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: inFolder('enabled_plugins'),
    RABBITMQ_PID_FILE: inFolder('broker.pid'),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS:
      '-start_epmd false -kernel inet_dist_use_interface {127,0,0,1} +S 2:2',
    // The script then becomes the broker instead of staying in front of it.
    RUNNING_UNDER_SYSTEMD: 'true',
    ERL_EPMD_PORT: String(ports.epmd),
    ERL_EPMD_ADDRESS: '127.0.0.1',
  };
}

async function prepareLocal(
  script: string,
  ports: Ports,
  password: string,
  isReady: () => Promise<boolean>,
): Promise<Broker> {
  const epmdProgram = findEpmd();
  if (epmdProgram === undefined) throw new ServiceUnavailable('rabbitmq', 'epmd is missing');
  const folder = makeScratchFolder('rabbitmq');
  const env = environment(folder.path, ports);
  const write = (name: string, text: string): void =>
    writeFileSync(join(folder.path, name), text, { mode: 0o600 });
  write('rabbitmq.conf', configuration(ports, password));
  write('enabled_plugins', '[rabbitmq_management].\n');
  write('empty-env.conf', '');
  const epmd = await OwnProcess.spawn({
    command: epmdProgram,
    args: ['-port', String(ports.epmd), '-address', '127.0.0.1'],
    env,
    cwd: folder.path,
  });
  const host = hostProcess(
    'rabbitmq',
    { command: script, args: [], env, cwd: folder.path },
    isReady,
  );
  return {
    host,
    async control(args) {
      const program = join(dirname(script), 'rabbitmqctl');
      return (await promisify(execFile)(program, args, { env, cwd: folder.path })).stdout;
    },
    async dispose() {
      await host.dispose();
      await epmd.kill();
      await folder.remove();
    },
  };
}

function prepareContainer(
  image: string,
  ports: Ports,
  password: string,
  isReady: () => Promise<boolean>,
): Broker {
  const name = `skyledger-rabbitmq-${randomBytes(6).toString('hex')}`;
  const host = hostContainer(
    {
      name,
      image,
      ports: [
        [ports.amqp, 5672],
        [ports.admin, 15672],
      ],
      env: { RABBITMQ_DEFAULT_USER: user, RABBITMQ_DEFAULT_PASS: password },
    },
    isReady,
  );
  return {
    host,
    control: (args) => docker(['exec', name, 'rabbitmqctl', ...args]),
    dispose: () => host.dispose(),
  };
}

/**
 * Starts a RabbitMQ on free ports of 127.0.0.1 (2 to 7 seconds, 150 MB).
 *
 * @throws ServiceUnavailable when this machine has none.
 */
export async function startPrivateRabbit(): Promise<PrivateRabbit> {
  const source = findBinary('rabbitmq');
  if (source.kind === 'unavailable') throw new ServiceUnavailable('rabbitmq', source.reason);
  const ports = {
    amqp: await findFreePort(),
    admin: await findFreePort(),
    distribution: await findFreePort(),
    epmd: await findFreePort(),
  };
  const password = randomBytes(12).toString('hex');
  const url = `amqp://${user}:${password}@127.0.0.1:${ports.amqp}`;
  const adminUrl = `http://${user}:${password}@127.0.0.1:${ports.admin}`;
  const isReady = async (): Promise<boolean> =>
    (await firstReply(ports.amqp, amqpHeader))?.[0] === methodFrame &&
    (await isAdminReady(adminUrl));
  const broker =
    source.kind === 'local'
      ? await prepareLocal(source.program, ports, password, isReady)
      : prepareContainer(source.image, ports, password, isReady);
  try {
    await broker.host.start();
  } catch (error) {
    await broker.dispose();
    throw error;
  }
  return {
    url,
    adminUrl,
    start: () => broker.host.start(),
    stop: () => broker.host.stop(),
    kill: () => broker.host.kill(),
    saveQueues: async () => {
      // From RabbitMQ 4.2 on they are by default in another store, which writes them at once.
      const isInMnesia = 'mnesia:system_info(is_running) =:= yes';
      await broker.control(['eval', `${isInMnesia} andalso mnesia:sync_log().`]);
    },
    async createVhost(name) {
      await addVhost(adminUrl, name);
      return vhostUrl(url, name);
    },
    deleteVhost: (name) => removeVhost(adminUrl, name),
    control: (...args) => broker.control(args),
    dispose: () => broker.dispose(),
  };
}
