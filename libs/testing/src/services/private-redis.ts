import { randomBytes } from 'node:crypto';
import { findFreePort } from '@skyledger/embedded-postgres';
import { firstReply } from '../network/first-reply';
import { makeScratchFolder } from '../processes/scratch-folder';
import { findBinary } from './service-binaries';
import { hostContainer, hostProcess } from './service-host';
import { ServiceUnavailable } from './service-unavailable';

/** A Redis of our own, which keeps every confirmed write over `kill` and `start`. */
export interface PrivateRedis {
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Ends it and removes its data. */
  dispose(): Promise<void>;
}

/** Databases of one server; test processes that run side by side use different ones. */
const databases = '64';

/**
 * Starts a Redis on a free port of 127.0.0.1.
 *
 * @throws ServiceUnavailable when this machine has none.
 */
export async function startPrivateRedis(): Promise<PrivateRedis> {
  const source = findBinary('redis');
  if (source.kind === 'unavailable') throw new ServiceUnavailable('redis', source.reason);
  const port = await findFreePort();
  const folder = makeScratchFolder('redis');
  const isReady = async (): Promise<boolean> =>
    (await firstReply(port, 'PING\r\n'))?.toString().startsWith('+PONG') === true;
  const settings = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
  settings.push('--databases', databases);
  const host =
    source.kind === 'local'
      ? hostProcess(
          'redis',
          {
            command: source.program,
            args: [
              '--port',
              String(port),
              '--bind',
              '127.0.0.1',
              '--dir',
              folder.path,
              ...settings,
            ],
            env: { PATH: process.env['PATH'] ?? '' },
            cwd: folder.path,
          },
          isReady,
        )
      : hostContainer(
          {
            name: `skyledger-redis-${randomBytes(6).toString('hex')}`,
            image: source.image,
            ports: [[port, 6379]],
            env: {},
            command: ['redis-server', '--protected-mode', 'no', ...settings],
          },
          isReady,
        );
  const dispose = async (): Promise<void> => {
    await host.dispose();
    await folder.remove();
  };
  try {
    await host.start();
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    start: () => host.start(),
    stop: () => host.stop(),
    kill: () => host.kill(),
    dispose,
  };
}
