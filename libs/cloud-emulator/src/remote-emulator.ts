import type { EmulatedItem } from './estate/collection';
import type { AwsRoleSpec, EmulatedKind } from './estate/estate-spec';
import type { ExpectedResource } from './estate/expected-resources';
import type { Mutation, MutationResult } from './estate/mutation';
import type { ActiveFault } from './faults/fault-registry';
import type { FaultRule } from './faults/fault-rule';
import type { StatsSnapshot } from './server/request-stats';

/** The controls of an emulator that runs in another process. */
export interface RemoteEmulator {
  /** Puts a rule in force; the function returned takes it back. */
  addFault(rule: FaultRule): Promise<() => Promise<void>>;
  listFaults(): Promise<readonly ActiveFault[]>;
  clearFaults(): Promise<void>;
  mutate(mutation: Mutation): Promise<MutationResult>;
  expireSessions(): Promise<number>;
  putRole(role: AwsRoleSpec): Promise<void>;
  stats(): Promise<StatsSnapshot>;
  resetStats(): Promise<void>;
  expectedResources(account: string): Promise<readonly ExpectedResource[]>;
  describe(account: string, kind: EmulatedKind, id: string): Promise<EmulatedItem | null>;
}

/** Speaks the admin routes at `adminEndpoint`; every call throws what the emulator refuses. */
export function connectEmulator(adminEndpoint: string): RemoteEmulator {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(adminEndpoint + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const result = (await response.json()) as T & { error?: string };
    if (!response.ok) throw new Error(result.error ?? `emulator answered ${response.status}`);
    return result;
  };
  return {
    addFault: async (rule) => {
      const { id } = await call<{ id: string }>('POST', '/faults', rule);
      return async () => {
        await call('DELETE', `/faults/${id}`);
      };
    },
    listFaults: async () => (await call<{ items: ActiveFault[] }>('GET', '/faults')).items,
    clearFaults: async () => {
      await call('DELETE', '/faults');
    },
    mutate: (mutation) => call('POST', '/mutations', mutation),
    expireSessions: async () =>
      (await call<{ expired: number }>('POST', '/sessions/expire')).expired,
    putRole: async (role) => {
      await call('PUT', '/roles', role);
    },
    stats: () => call('GET', '/stats'),
    resetStats: async () => {
      await call('DELETE', '/stats');
    },
    expectedResources: async (account) => {
      const query = new URLSearchParams({ account });
      return (await call<{ items: ExpectedResource[] }>('GET', `/resources?${query}`)).items;
    },
    describe: async (account, kind, id) => {
      const query = new URLSearchParams({ account, kind, id });
      return (await call<{ item: EmulatedItem | null }>('GET', `/item?${query}`)).item;
    },
  };
}
