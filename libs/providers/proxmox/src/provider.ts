import { defineProvider, ProviderError, recordOf, textOf } from '@skyledger/provider-sdk';
import { acls, groups, roles } from './access/permission.pass';
import { users } from './access/user.pass';
import { backupJobs } from './backup/backup-job.pass';
import { classifyError } from './classify-error';
import { ProxmoxClient } from './client';
import { nodes } from './cluster/node.pass';
import { isRefused } from './cluster-view';
import { credentialsSchema, type ProxmoxCredentials } from './credentials';
import { guestFirewalls } from './firewall/guest-firewall.pass';
import { hostFirewalls } from './firewall/host-firewall.pass';
import { containers } from './guest/container.pass';
import { machines } from './guest/machine.pass';
import { snapshots } from './guest/snapshot.pass';
import { bridges } from './network/bridge.pass';
import { vnets } from './network/vnet.pass';
import { missingPrivileges, writingPrivileges } from './privileges';
import { tokenEnd } from './token-end';
import { storages } from './storage/storage.pass';

/**
 * Proxmox VE: one account is one cluster, or one node on its own, read by way of any of its nodes.
 *
 * `nativeAccountId` is the fingerprint of the certificate authority that every cluster makes for
 * itself: names of clusters and nodes are not unique, and the certificates of nodes are renewed. A
 * node on its own has such an authority, too; joining a cluster, it takes over the cluster's.
 *
 * There are no console links: the console is at the address in the credentials, which a resource
 * does not tell.
 */
export const proxmox = defineProvider<ProxmoxCredentials, ProxmoxClient>({
  id: 'proxmox',
  name: 'Proxmox VE',
  credentials: credentialsSchema,
  setUp: [
    'On a node run `pveum user add skyledger@pve`, or add the user under **Datacenter**, **Permissions**, **Users**.',
    'Give it the role **PVEAuditor** on everything: `pveum acl modify / --users skyledger@pve --roles PVEAuditor`.',
    'Up to version 8 that role does not reach guest agents, without which the addresses of machines stay unknown. To have them, make a role with `pveum role add SkyledgerAgent --privs VM.Monitor` and give it to the user as well; in version 9 this is not needed.',
    'Make a token: `pveum user token add skyledger@pve discovery --privsep 0`. It is shown once; its id is `skyledger@pve!discovery`.',
    'Give the address of a node with its port, for example `https://pve1.example.com:8006`. Where its certificate is its own, paste `/etc/pve/pve-root-ca.pem`, or the fingerprint that **System**, **Certificates** shows for the node.',
  ],
  /** Our own figure: Proxmox VE states no limit, and one node answers for a whole cluster. */
  rateLimit: { perSecond: 10, burst: 20 },
  passes: [
    nodes,
    machines,
    containers,
    snapshots,
    storages,
    bridges,
    vnets,
    hostFirewalls,
    guestFirewalls,
    backupJobs,
    users,
    groups,
    roles,
    acls,
  ],
  /**
   * The password that cloud-init sets, which the API masks, the environment of containers, and the
   * keys of users' second factors.
   */
  secretFields: ['cipassword', 'password', 'env', 'keys'],
  connect: (credentials, context) =>
    Promise.resolve().then(() => new ProxmoxClient(credentials, context)),
  disconnect: (client) => client.close(),
  async identify(client) {
    const missingPermissions = await missingPrivileges(client);
    return {
      nativeAccountId: await authorityFingerprint(client),
      displayName: await clusterName(client),
      missingPermissions,
      credentials: {
        issuedAt: null,
        expiresAt: await tokenEnd(client),
        writePermissions: await writingPrivileges(client),
      },
    };
  },
  regions: () => Promise.resolve([]),
  classifyError,
  consoleLink: () => null,
});

/** The file is the same on every node, so any node that is up will do. */
async function authorityFingerprint(client: ProxmoxClient): Promise<string> {
  const path = '/nodes/{node}/certificates/info';
  const nodes = (await client.list('/nodes')).map(recordOf);
  const up = nodes.find((node) => node['status'] === 'online') ?? nodes[0];
  const certificates = await client.list(path, { params: { node: textOf(up?.['node']) ?? '' } });
  const authority = certificates
    .map(recordOf)
    .find((each) => each['filename'] === 'pve-root-ca.pem');
  const fingerprint = textOf(authority?.['fingerprint']);
  if (fingerprint === null) {
    const message = "the cluster does not tell its certificate authority's fingerprint";
    throw new ProviderError({ kind: 'malformed', code: 'NoAuthority', message }, `GET ${path}`);
  }
  return `ca-${fingerprint.replaceAll(':', '').toLowerCase().slice(0, 32)}`;
}

/** The cluster's name, or that of a node on its own; `null` when the token may not know. */
async function clusterName(client: ProxmoxClient): Promise<string | null> {
  try {
    const entries = (await client.list('/cluster/status')).map(recordOf);
    const named = entries.find((entry) => entry['type'] === 'cluster') ?? entries[0];
    return textOf(named?.['name']);
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
}
