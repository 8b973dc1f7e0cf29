import type { EmulatedCloud } from './cloud/cloud';

/** Every provider the emulator speaks for besides AWS and Hetzner. */
export const CLOUDS: readonly EmulatedCloud[] = [];
