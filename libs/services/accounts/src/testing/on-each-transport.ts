import { describeWith } from '@skyledger/testing';

const TRANSPORTS = [
  { transport: 'postgres', needs: [] },
  { transport: 'rabbitmq', needs: ['rabbitmq'] },
] as const;
export type Transport = (typeof TRANSPORTS)[number]['transport'];

/** The same cases with messages through the database and through a broker. */
export function onEachTransport(name: string, suite: (transport: Transport) => void): void {
  for (const { transport, needs } of TRANSPORTS) {
    describeWith(needs, `${name} over ${transport}`, () => suite(transport));
  }
}
