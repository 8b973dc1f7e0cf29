import 'reflect-metadata';
import './workspace-aliases';
import { startServiceRun } from './service-run';
import type { ServiceRun } from './service-run';

declare global {
  // Jest gives setup and teardown no other way to share an object.
  var skyledgerServiceRun: ServiceRun | undefined;
}

/** Starts the shared services. Jest asks for a default export. */
export default async function globalSetup(): Promise<void> {
  // Nx takes it for a cycle, because specs of the database use the test services.
  // eslint-disable-next-line @nx/enforce-module-boundaries
  const { migrate } = await import('@skyledger/database');
  globalThis.skyledgerServiceRun = await startServiceRun(migrate);
}
