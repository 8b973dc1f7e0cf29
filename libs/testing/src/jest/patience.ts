/**
 * Real services on a busy machine answer late. How long a test waits is decided by the condition
 * it waits for; this only ends one that hangs.
 */
jest.setTimeout(400_000);
