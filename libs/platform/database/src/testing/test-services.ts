// The test services migrate their template database with this library, which Nx takes for a cycle; no
// file of one imports the other when loaded.
// eslint-disable-next-line @nx/enforce-module-boundaries
export { createTestDatabase, eventually, startFaultProxy } from '@skyledger/testing';
// eslint-disable-next-line @nx/enforce-module-boundaries
export type { FaultProxy, TestResource } from '@skyledger/testing';
