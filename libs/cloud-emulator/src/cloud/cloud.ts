import type { EmulatedProvider, Shelf } from '../estate/estate';
import type { EstateSpec } from '../estate/estate-spec';
import type { FaultRegistry } from '../faults/fault-registry';
import type { EmulatedRequest, Handled } from '../server/exchange';

/** What every API of an emulator shares. */
export interface CloudContext {
  readonly seed: number;
  readonly faults: FaultRegistry;
  readonly now: () => Date;
}

/** The read API of one provider, over the accounts of an estate. */
export interface CloudApi {
  handle(request: EmulatedRequest): Handled;
  /** Ends every session or short-lived token it gave out; returns how many there were. */
  expireSessions?(): number;
}

/** A provider's part of an estate: what is in it, and how it is served. */
export interface OpenCloud {
  readonly shelves: readonly Shelf[];
  serve(context: CloudContext): CloudApi;
}

/** The account of the demo estate. */
export interface DemoAccount {
  /** Its part of the demo's spec. */
  readonly spec: Partial<EstateSpec>;
  /** What opens it, as the provider's credentials schema wants it. */
  readonly credentials: Readonly<Record<string, unknown>>;
}

/** A provider that the emulator speaks for. Adding one adds a line to `clouds.ts`. */
export interface EmulatedCloud {
  readonly provider: EmulatedProvider;
  /** Where the API is mounted; the rest of a path is that of the real one. */
  readonly base: `/${string}`;
  readonly demo: DemoAccount;
  /** Builds the accounts that the spec has of this provider; none is fine. */
  open(spec: EstateSpec): OpenCloud;
}
