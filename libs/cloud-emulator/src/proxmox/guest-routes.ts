import { aliasesJson, optionsJson, rulesJson, setJson, setsJson } from './firewall.item';
import { snapshotsJson } from './guest.item';
import type { ProxmoxGuest } from './guest.item';
import { lxcConfigJson, lxcInterfacesJson } from './lxc.item';
import { certificatesJson, nodeNetworkJson, nodeStatusJson } from './node.item';
import type { ProxmoxNode } from './node.item';
import { Failure, nodeRoute } from './pve-call';
import type { PveCall, PveRoute } from './pve-call';
import { agentInterfacesJson, qemuConfigJson } from './qemu.item';
import type { ProxmoxQemu } from './qemu.item';
import type { ProxmoxLxc } from './lxc.item';

export const NODE_ROUTES: readonly PveRoute[] = [
  nodeRoute('nodes', '/status', (_call, node) => nodeStatusJson(node), 'Sys.Audit'),
  nodeRoute('nodes', '/network', (_call, node) => nodeNetworkJson(node)),
  nodeRoute('nodes', '/certificates/info', ({ account }, node) => certificatesJson(account, node)),
  nodeRoute(
    'firewall',
    '/firewall/options',
    (_call, node) => optionsJson(node.firewall),
    'Sys.Audit',
  ),
  nodeRoute(
    'firewall',
    '/firewall/rules',
    (_call, node) => rulesJson(node.firewall.rules),
    'Sys.Audit',
  ),
];

const qemu = ({ account }: PveCall, id: string): ProxmoxQemu | null => account.qemu.find(id);
const lxc = ({ account }: PveCall, id: string): ProxmoxLxc | null => account.lxc.find(id);

export const GUEST_ROUTES: readonly PveRoute[] = [
  guestRoute('qemu', '/config', qemu, qemuConfigJson),
  guestRoute(
    'qemu',
    '/agent/network-get-interfaces',
    qemu,
    (guest) => {
      if (guest.agent === 'absent') return new Failure('No QEMU guest agent configured');
      if (guest.status === 'stopped') return new Failure(`VM ${guest.id} is not running`);
      if (guest.agent === 'silent') return new Failure('QEMU guest agent is not running');
      return agentInterfacesJson(guest);
    },
    'VM.GuestAgent.Audit',
  ),
  ...sharedRoutes('qemu', qemu),
  guestRoute('lxc', '/config', lxc, lxcConfigJson),
  guestRoute('lxc', '/interfaces', lxc, (guest) =>
    guest.status === 'running' ? lxcInterfacesJson(guest) : [],
  ),
  ...sharedRoutes('lxc', lxc),
];

type Find<Guest extends ProxmoxGuest> = (call: PveCall, id: string) => Guest | null;

function sharedRoutes<Guest extends ProxmoxGuest>(
  type: 'qemu' | 'lxc',
  find: Find<Guest>,
): PveRoute[] {
  return [
    guestRoute(type, '/snapshot', find, snapshotsJson),
    guestRoute(type, '/firewall/options', find, ({ firewall }) => optionsJson(firewall)),
    guestRoute(type, '/firewall/rules', find, ({ firewall }) => rulesJson(firewall.rules)),
    guestRoute(type, '/firewall/aliases', find, ({ firewall }) => aliasesJson(firewall.aliases)),
    guestRoute(type, '/firewall/ipset', find, ({ firewall }) => setsJson(firewall.sets)),
    guestRoute(type, '/firewall/ipset/:name', find, ({ firewall }, { params }) =>
      setJson(firewall.sets[params['name'] ?? ''] ?? []),
    ),
  ];
}

/** A guest is found on the node that has it, and nowhere else. */
function guestRoute<Guest extends ProxmoxGuest>(
  type: 'qemu' | 'lxc',
  path: string,
  find: Find<Guest>,
  answer: (guest: Guest, call: PveCall, node: ProxmoxNode) => unknown,
  needs = 'VM.Audit',
): PveRoute {
  return nodeRoute(
    type,
    `/${type}/:vmid${path}`,
    (call, node) => {
      const vmid = call.params['vmid'] ?? '';
      const guest = find(call, vmid);
      if (guest?.node === node.name) return answer(guest, call, node);
      const folder = type === 'qemu' ? 'qemu-server' : 'lxc';
      return new Failure(
        `Configuration file 'nodes/${node.name}/${folder}/${vmid}.conf' does not exist`,
      );
    },
    needs,
  );
}
