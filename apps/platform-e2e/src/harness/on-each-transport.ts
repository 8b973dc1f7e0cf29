import { describeWith, type ServiceName } from '@skyledger/testing';
import { type Transport, TRANSPORTS } from './start-platform';

/** A suite for each transport, skipped with the reason where its broker or Redis cannot be had. */
export function onEachTransport(name: string, suite: (transport: Transport) => void): void {
  for (const transport of TRANSPORTS) {
    const services: ServiceName[] = transport === 'rabbitmq' ? ['redis', 'rabbitmq'] : ['redis'];
    describeWith(services, `${name} over ${transport}`, () => suite(transport));
  }
}
