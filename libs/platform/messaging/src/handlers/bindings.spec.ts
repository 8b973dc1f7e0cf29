import { discoveryPassRequested, type EventContract } from '@skyledger/contracts';
import { resolveMessagingOptions } from '../messaging-options';
import { eventBindings, lanesOf } from './bindings';
import { OnEvent } from './on-event.decorator';

const contract = discoveryPassRequested as EventContract;
const queue = 'discovery.discovery.pass.requested';
const options = resolveMessagingOptions({
  transport: 'postgres',
  serviceName: 'test',
  relay: false,
  maxAttempts: 7,
});
const handle = (): Promise<void> => Promise.resolve();

describe('eventBindings', () => {
  it('binds the event with all its suffixes to one queue', () => {
    expect(eventBindings({ contract, queue, prefetch: 3 }, handle, options)).toMatchObject([
      {
        queue,
        routingKey: 'discovery.pass.requested',
        andBelow: true,
        prefetch: 3,
        maxAttempts: 7,
      },
    ]);
  });

  it('makes a queue for each suffix that is asked for', () => {
    const extras = { contract, queue, routeSuffixes: () => ['aws', 'hetzner'], maxAttempts: 2 };
    expect(eventBindings(extras, handle, options)).toMatchObject([
      {
        queue: 'discovery.aws.discovery.pass.requested',
        routingKey: 'discovery.pass.requested.aws',
        andBelow: false,
        maxAttempts: 2,
      },
      { queue: 'discovery.hetzner.discovery.pass.requested' },
    ]);
  });

  it('lets suspects pass one at a time', () => {
    const [binding] = eventBindings({ contract, queue, prefetch: 3 }, handle, options);
    expect(binding && lanesOf(binding)).toEqual([
      { queue, prefetch: 3, suspects: false },
      { queue: `${queue}.suspects`, prefetch: 1, suspects: true },
    ]);
  });
});

it('refuses a queue that is not named after its event', () => {
  expect(() => OnEvent(contract, { queue: 'discovery.passes' })).toThrow(
    'must be named <service>.discovery.pass.requested',
  );
});
