import { connect } from 'node:net';

/**
 * Sends bytes to a port of 127.0.0.1 and returns the first bytes that come back; undefined when
 * nobody listens, nothing comes within two seconds or the connection closes without a reply.
 */
export async function firstReply(
  port: number,
  greeting: string | Uint8Array,
): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(greeting));
    socket.setTimeout(2000, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(undefined));
    socket.once('data', (data) => {
      resolve(data);
      socket.destroy();
    });
  });
}
