import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A TCP proxy in front of a server, through which a test makes the network fail. */
export interface FaultProxy {
  readonly port: number;
  /** Connections open at present. */
  readonly connections: number;
  /** `url` with the proxy's host and port in place of the server's. */
  through(url: string): string;
  /** Resets every open connection, once; new ones work. */
  dropConnections(): void;
  /** Resets every open connection and refuses new ones until `resume`. */
  cut(): void;
  /** Lets connections stay open and be opened, but passes no byte either way until `resume`. */
  stall(): void;
  /** Ends `cut` or `stall`; bytes held back by `stall` are delivered. */
  resume(): void;
  /** Ends the proxy with all its connections. */
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly target: Socket;
}

/** Starts a proxy on a free port of 127.0.0.1 to `targetPort` of the same host. */
export async function startFaultProxy(targetPort: number): Promise<FaultProxy> {
  let mode: 'pass' | 'stall' | 'cut' = 'pass';
  const pairs = new Set<Pair>();

  const link = (pair: Pair): void => {
    pair.client.pipe(pair.target);
    pair.target.pipe(pair.client);
  };
  const unlink = ({ client, target }: Pair): void => {
    for (const socket of [client, target]) socket.unpipe().pause();
  };
  const reset = ({ client, target }: Pair): void => {
    for (const socket of [client, target]) socket.resetAndDestroy();
  };

  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (mode === 'cut') {
      client.on('error', () => undefined).resetAndDestroy();
      return;
    }
    const target = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true });
    const pair = { client, target };
    pairs.add(pair);
    for (const [socket, other] of [
      [client, target],
      [target, client],
    ] as const) {
      socket.setNoDelay(true);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        pairs.delete(pair);
        // Only a failure is passed on at once; an orderly end has come through the pipe.
        if (!other.writableEnded) other.destroy();
      });
    }
    if (mode === 'pass') link(pair);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const dropConnections = (): void => pairs.forEach(reset);
  return {
    port,
    get connections() {
      return pairs.size;
    },
    through(url) {
      const changed = new URL(url);
      changed.hostname = '127.0.0.1';
      changed.port = String(port);
      return changed.href;
    },
    dropConnections,
    cut() {
      mode = 'cut';
      dropConnections();
    },
    stall() {
      mode = 'stall';
      pairs.forEach(unlink);
    },
    resume() {
      if (mode === 'stall') pairs.forEach(link);
      mode = 'pass';
    },
    async close() {
      dropConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
