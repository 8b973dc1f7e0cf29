import './global-setup';

/** Stops what the global setup started. Jest asks for a default export. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.skyledgerServiceRun?.stop();
  globalThis.skyledgerServiceRun = undefined;
}
