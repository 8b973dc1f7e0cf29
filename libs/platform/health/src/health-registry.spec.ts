import { HealthRegistry } from './health-registry';

describe('HealthRegistry', () => {
  it('is ready when nothing or everything that is registered works', async () => {
    const registry = new HealthRegistry();
    expect(await registry.report()).toEqual({ status: 'ready', checks: {} });
    registry.register('database', async () => undefined);
    registry.register('vault', () => undefined);
    expect(await registry.report()).toEqual({
      status: 'ready',
      checks: { database: { status: 'ok' }, vault: { status: 'ok' } },
    });
  });

  it('names each failing check with its reason', async () => {
    const registry = new HealthRegistry();
    registry.register('database', () => Promise.reject(new Error('connection refused')));
    registry.register('vault', () => {
      throw new Error('no key');
    });
    registry.register('redis', () => Promise.reject(new Error('')));
    registry.register('broker', async () => undefined);
    expect(await registry.report()).toEqual({
      status: 'not_ready',
      checks: {
        database: { status: 'failing', reason: 'connection refused' },
        vault: { status: 'failing', reason: 'no key' },
        redis: { status: 'failing', reason: 'failed without a reason' },
        broker: { status: 'ok' },
      },
    });
  });

  it('reports a check that hangs, and asks again the next time', async () => {
    const registry = new HealthRegistry(20);
    let hangs = true;
    registry.register('broker', () => (hangs ? new Promise<void>(() => undefined) : undefined));
    registry.register('database', () => undefined);
    expect(await registry.report()).toEqual({
      status: 'not_ready',
      checks: {
        broker: { status: 'failing', reason: 'no answer within 20 ms' },
        database: { status: 'ok' },
      },
    });
    hangs = false;
    expect(await registry.report()).toMatchObject({ status: 'ready' });
  });

  it('shows no login', async () => {
    const registry = new HealthRegistry();
    registry.register('broker', () => Promise.reject(new Error('amqp://u:canary@mq is away')));
    const { checks } = await registry.report();
    expect(checks['broker']?.reason).toBe('amqp://***@mq is away');
  });

  it('refuses a name twice', () => {
    const registry = new HealthRegistry();
    registry.register('database', () => undefined);
    expect(() => registry.register('database', () => undefined)).toThrow(RangeError);
  });
});
