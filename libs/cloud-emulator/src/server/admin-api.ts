import { expectedResources } from '../estate/expected-resources';
import type { Estate } from '../estate/estate';
import type { AwsRoleSpec, EmulatedKind } from '../estate/estate-spec';
import type { Mutation, MutationResult } from '../estate/mutation';
import type { FaultRegistry } from '../faults/fault-registry';
import type { FaultRule } from '../faults/fault-rule';
import type { Answer, EmulatedRequest } from './exchange';
import type { RequestStats } from './request-stats';

/** Not a possible bucket name, so it never hides part of an emulated API. */
export const ADMIN_BASE = '/_emulator';

export interface AdminTargets {
  readonly estate: Estate;
  readonly faults: FaultRegistry;
  readonly stats: RequestStats;
  readonly mutate: (mutation: Mutation) => MutationResult;
  readonly expireSessions: () => number;
  readonly putRole: (role: AwsRoleSpec) => void;
}

type Route = (targets: AdminTargets, request: EmulatedRequest, id: string) => unknown;

const ROUTES: Readonly<Record<string, Route>> = {
  'GET /health': () => ({ status: 'ok' }),
  'GET /stats': ({ stats }) => stats.snapshot(),
  'DELETE /stats': ({ stats }) => stats.reset(),
  'GET /faults': ({ faults }) => ({ items: faults.list() }),
  'POST /faults': ({ faults }, request) => ({ id: faults.addWithId(readJson<FaultRule>(request)) }),
  'DELETE /faults': ({ faults }) => faults.clear(),
  'DELETE /faults/:id': ({ faults }, _request, id) => {
    if (!faults.remove(id)) throw new Error(`no such fault: ${id}`);
  },
  'POST /mutations': ({ mutate }, request) => mutate(readJson<Mutation>(request)),
  'POST /sessions/expire': ({ expireSessions }) => ({ expired: expireSessions() }),
  'PUT /roles': ({ putRole }, request) => putRole(readJson<AwsRoleSpec>(request)),
  'GET /resources': ({ estate }, { query }) => ({
    items: [...expectedResources(estate, query.get('account') ?? '')],
  }),
  'GET /item': ({ estate }, { query }) => ({
    item: estate.describe(
      query.get('account') ?? '',
      (query.get('kind') ?? '') as EmulatedKind,
      query.get('id') ?? '',
    ),
  }),
};

/** Control of the emulator from another process; errors are `{"error": "..."}` with status 400. */
export function handleAdmin(targets: AdminTargets, request: EmulatedRequest): Answer {
  const path = request.rawPath.slice(ADMIN_BASE.length);
  const faultId = /^\/faults\/([\w-]+)$/.exec(path)?.[1];
  const route = ROUTES[`${request.method} ${faultId ? '/faults/:id' : path}`];
  if (!route) return json(404, { error: `no route ${request.method} ${path}` });
  try {
    const result = route(targets, request, faultId ?? '');
    return json(200, result ?? {});
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function readJson<T>(request: EmulatedRequest): T {
  return JSON.parse(request.body.toString('utf8')) as T;
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
