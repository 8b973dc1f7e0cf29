import {
  createTestDatabase,
  createTestVhost,
  describeWith,
  eventually,
  startFaultProxy,
  type TestResource,
} from '@skyledger/testing';
import type { DeadLetter } from '../index';
import { type MessagingApp, type MessagingAppOptions, startMessagingApp } from './messaging-app';

/** Starts one more process on the transport under test; it is closed after the test. */
export type StartApp = (options?: Partial<MessagingAppOptions>) => Promise<MessagingApp>;

/** The same, with a way to make it vanish for the transport, as if it was killed. */
export type StartDoomedApp = (
  options?: Partial<MessagingAppOptions>,
) => Promise<{ app: MessagingApp; vanish: () => void }>;

const TRANSPORTS = [
  { transport: 'postgres', needs: [] },
  { transport: 'rabbitmq', needs: ['rabbitmq'] },
] as const;

/** Runs the same cases on both transports, each with a database (and a virtual host) of its own. */
export function onEachTransport(
  name: string,
  suite: (
    start: StartApp,
    startDoomed: StartDoomedApp,
    transport: MessagingAppOptions['transport'],
  ) => void,
): void {
  for (const { transport, needs } of TRANSPORTS) {
    describeWith(needs, `${name} (${transport})`, () => {
      const resources: TestResource[] = [];
      const apps: MessagingApp[] = [];
      let place: Pick<MessagingAppOptions, 'databaseUrl' | 'transport' | 'amqpUrl'>;

      beforeAll(async () => {
        const database = await createTestDatabase();
        resources.push(database);
        place = { transport, databaseUrl: database.url };
        if (transport === 'rabbitmq') {
          const vhost = await createTestVhost();
          resources.push(vhost);
          place = { ...place, amqpUrl: vhost.url };
        }
      }, 60_000);

      afterEach(async () => {
        await Promise.all(apps.splice(0).map((app) => app.close()));
      }, 30_000);

      afterAll(async () => {
        for (const resource of resources) await resource.drop();
      });

      const start: StartApp = async (options = {}) => {
        const app = await startMessagingApp({ ...place, ...options });
        apps.push(app);
        return app;
      };
      const startDoomed: StartDoomedApp = async (options = {}) => {
        const setting = transport === 'rabbitmq' ? 'amqpUrl' : 'databaseUrl';
        const url = place[setting] ?? '';
        const proxy = await startFaultProxy(Number(new URL(url).port));
        resources.push({ url, drop: () => proxy.close() });
        const app = await start({ ...options, [setting]: proxy.through(url), drainMs: 0 });
        return { app, vanish: () => proxy.cut() };
      };
      suite(start, startDoomed, transport);
    });
  }
}

/** Messages of a queue, waiting or being handled. */
export async function depth(app: MessagingApp, queue: string): Promise<number | undefined> {
  const found = (await app.bus.queueDepths()).find((each) => each.queue === queue);
  return found && found.ready + (found.inFlight ?? 0);
}

/** The queue's dead letters, as soon as there are so many. */
export function deadLetters(
  app: MessagingApp,
  queue: string,
  count: number,
): Promise<DeadLetter[]> {
  return eventually(async () => {
    const letters = await app.bus.deadLetters.list(queue, count + 1);
    expect(letters).toHaveLength(count);
    return letters;
  });
}

/** Rows of the outbox. */
export async function outboxDepth(app: MessagingApp): Promise<number | undefined> {
  const [row] = await app.database.withoutTenant((tx) =>
    tx.query<{ depth: number }>('SELECT depth::integer FROM outbox_backlog()'),
  );
  return row?.depth;
}

/** Something a handler waits for until the test lets it go on. */
export function aGate(): { open: Promise<void>; release: () => void } {
  let release = (): void => undefined;
  const open = new Promise<void>((resolve) => (release = resolve));
  return { open, release: () => release() };
}
