import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { eventually } from '../eventually';
import { startFaultProxy } from './fault-proxy';
import type { FaultProxy } from './fault-proxy';

interface Client {
  socket: Socket;
  received(): string;
  isClosed(): boolean;
}

describe('startFaultProxy', () => {
  let echo: Server;
  let proxy: FaultProxy;

  beforeEach(async () => {
    echo = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.pipe(socket);
    });
    echo.listen(0, '127.0.0.1');
    await once(echo, 'listening');
    proxy = await startFaultProxy((echo.address() as AddressInfo).port);
  });

  afterEach(async () => {
    await proxy.close();
    echo.close();
    await once(echo, 'close');
  });

  function aClient(): Client {
    let text = '';
    let closed = false;
    const socket = connect(proxy.port, '127.0.0.1');
    socket.on('data', (data) => (text += data.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => (closed = true));
    return { socket, received: () => text, isClosed: () => closed };
  }

  it('passes bytes both ways, and an orderly end with all that came before it', async () => {
    const client = aClient();
    client.socket.end('x'.repeat(300_000));
    await eventually(client.isClosed);
    expect(client.received()).toHaveLength(300_000);
    await eventually(() => proxy.connections === 0);
  });

  it('holds bytes back while stalled and delivers them afterwards', async () => {
    const client = aClient();
    client.socket.write('before ');
    await eventually(() => client.received() === 'before ');
    proxy.stall();
    client.socket.write('during ');
    const late = aClient();
    late.socket.write('late');
    await eventually(() => proxy.connections === 2);
    await new Promise((resolve) => setImmediate(resolve));
    expect(client.received()).toBe('before ');
    expect(late.received()).toBe('');
    proxy.resume();
    await eventually(() => client.received() === 'before during ' && late.received() === 'late');
  });

  it('resets connections and refuses new ones while cut', async () => {
    const client = aClient();
    client.socket.write('hello');
    await eventually(() => client.received() === 'hello');
    proxy.cut();
    await eventually(client.isClosed);
    await eventually(aClient().isClosed);
    proxy.resume();
    const later = aClient();
    later.socket.write('again');
    await eventually(() => later.received() === 'again');
  });

  it('drops open connections once', async () => {
    const client = aClient();
    await eventually(() => proxy.connections === 1);
    proxy.dropConnections();
    await eventually(client.isClosed);
    const later = aClient();
    later.socket.write('again');
    await eventually(() => later.received() === 'again');
  });

  it('stands in for the server in a URL', () => {
    expect(proxy.through('amqp://user:secret@broker:5672/vhost?x=1')).toBe(
      `amqp://user:secret@127.0.0.1:${proxy.port}/vhost?x=1`,
    );
  });
});
