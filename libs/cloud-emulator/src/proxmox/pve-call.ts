import { RestRefusal } from '../cloud/rest-api';
import type { RestAnswer, RestCall, RestRoute } from '../cloud/rest-route';
import type { ProxmoxCluster } from './cluster-estate';
import type { ProxmoxNode } from './node.item';

export type PveCall = RestCall<ProxmoxCluster>;
export type PveRoute = RestRoute<ProxmoxCluster>;

/** What the role PVEAuditor may do in version 9. */
const AUDITOR = [
  'Datastore.Audit',
  'Mapping.Audit',
  'Pool.Audit',
  'SDN.Audit',
  'Sys.Audit',
  'VM.Audit',
  'VM.GuestAgent.Audit',
];

export function privilegesOf(cluster: ProxmoxCluster): readonly string[] {
  return cluster.privileges ?? AUDITOR;
}

export function may(cluster: ProxmoxCluster, privilege: string): boolean {
  return privilegesOf(cluster).includes(privilege);
}

/** A GET below `/api2/json`; `needs` is refused where lists without it are merely shorter. */
export function pveRoute(
  service: string,
  path: string,
  answer: (call: PveCall) => unknown,
  needs?: string,
): PveRoute {
  return {
    path: `/api2/json${path}`,
    service,
    answer: (call) => {
      if (needs !== undefined && !may(call.account, needs)) {
        throw new RestRefusal({ kind: 'forbidden' });
      }
      return { body: { data: answer(call) } };
    },
  };
}

/** The same of something that is on one node, which must be reached for it. */
export function nodeRoute(
  service: string,
  path: string,
  answer: (call: PveCall, node: ProxmoxNode) => unknown,
  needs?: string,
): PveRoute {
  const route = pveRoute(service, `/nodes/:node${path}`, () => null, needs);
  return {
    ...route,
    answer: (call) => {
      const allowed = route.answer(call);
      const node = call.account.nodes.find(call.params['node'] ?? '');
      if (!node) return failure(`hostname lookup '${call.params['node']}' failed`);
      if (!node.online) return unreachable();
      const data = answer(call, node);
      return data instanceof Failure ? failure(data.message) : { ...allowed, body: { data } };
    },
  };
}

/** What an operation died of; such things are all status 500. */
export class Failure {
  constructor(readonly message: string) {}
}

function failure(message: string): RestAnswer {
  return { status: 500, body: { data: null, message: `${message}\n` } };
}

/** The node asked could not reach the one it is about: its proxy's own status. */
function unreachable(): RestAnswer {
  return { status: 595, headers: { 'content-type': 'text/plain' }, body: null };
}
