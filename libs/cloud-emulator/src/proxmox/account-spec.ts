import type { RestAccountSpec } from '../cloud/rest-api';

/** One cluster, or one node on its own, seen through one API token. */
export interface ProxmoxAccountSpec extends RestAccountSpec {
  /** `user@realm!name`. */
  readonly tokenId: string;
  readonly tokenSecret: string;
  /** The name given to corosync; null for a node on its own. Default: the account. */
  readonly clusterName?: string | null;
  readonly counts: ProxmoxCounts;
  /** Whether the datacenter's firewall is on; the real default is off, the one here is on. */
  readonly firewall?: boolean;
  /** What the token may do everywhere; default: what the role PVEAuditor has in version 9. */
  readonly privileges?: readonly string[];
  /** When the token ends, ISO 8601; default never. */
  readonly tokenExpiresAt?: string;
}

export interface ProxmoxCounts {
  /** Default 1; a node on its own has no others. */
  readonly nodes?: number;
  /** QEMU machines, templates among them. */
  readonly qemu?: number;
  /** LXC containers. */
  readonly lxc?: number;
  /** Networks of the SDN. */
  readonly vnets?: number;
  /** Storages of the cluster; the first two are local to every node. Default 2. */
  readonly storages?: number;
  /** The first is the token's own. Default 1. */
  readonly users?: number;
  readonly backupJobs?: number;
  readonly groups?: number;
  /** The first two come with Proxmox VE. Default 2. */
  readonly roles?: number;
  /** Entries of access control lists; the first is the token's own. Default 1. */
  readonly acls?: number;
}

export type ProxmoxKind =
  'node' | 'qemu' | 'lxc' | 'vnet' | 'storage' | 'user' | 'backup-job' | 'group' | 'role' | 'acl';
