import { hostContainer } from './service-host';
import type { ServiceHost } from './service-host';

describe('hostContainer', () => {
  let commands: string[];
  let host: ServiceHost;

  beforeEach(() => {
    commands = [];
    host = hostContainer(
      { name: 'box', image: 'redis:7', ports: [[4000, 6379]], env: { A: 'b' }, command: ['serve'] },
      () => Promise.resolve(true),
      (args) => {
        commands.push(args.join(' '));
        return Promise.resolve('');
      },
    );
  });

  it('keeps one container, with its files and ports, from start to start', async () => {
    await host.start();
    await host.start();
    await host.kill();
    await host.start();
    await host.stop();
    await host.stop();
    await host.dispose();
    await host.dispose();
    expect(commands).toEqual([
      'create --name box --hostname box --publish 127.0.0.1:4000:6379 --env A=b redis:7 serve',
      'start box',
      'kill box',
      'start box',
      'stop --time 30 box',
      'rm --force --volumes box',
    ]);
  });

  it('removes nothing it has not made', async () => {
    await host.dispose();
    expect(commands).toEqual([]);
  });
});
