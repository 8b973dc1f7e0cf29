import { ItemRandom, hex8, mix32, saltOf, unmix32 } from '../estate/random';
import { REGIONS, type OvhRegion } from './catalogue';
import type { OvhAccountSpec, OvhCounts } from './ovh-spec';

/** Where generated items of an account live. */
export interface OvhScope {
  readonly seed: number;
  readonly account: string;
  /** Ids of the projects: 32 hexadecimal digits. */
  readonly projects: readonly string[];
  readonly counts: Required<OvhCounts>;
  /** Keeps the addresses of accounts apart. */
  readonly firstAddress: number;
}

export function ovhScope(seed: number, spec: OvhAccountSpec, position: number): OvhScope {
  const random = new ItemRandom(saltOf(seed, spec.account, 'project'), 0);
  return {
    seed,
    account: spec.account,
    projects: Array.from({ length: spec.projects ?? 1 }, () => random.hex(32)),
    counts: {
      instances: 0,
      images: 0,
      volumes: 0,
      volumeSnapshots: 0,
      networks: 0,
      floatingIps: 0,
      loadBalancers: 0,
      databases: 0,
      clusters: 0,
      containers: 0,
      buckets: 0,
      vps: 0,
      servers: 0,
      ips: 0,
      vracks: 0,
      securityGroups: 0,
      ...spec.counts,
    },
    firstAddress: position * 0x4000,
  };
}

/** The project of an item; a project without a name belongs to an account without projects. */
export function projectAt(scope: OvhScope, index: number): string {
  const project = scope.projects[index % scope.projects.length];
  if (project === undefined) throw new Error(`${scope.account} has no project`);
  return project;
}

/** Every second project has not switched DE1 on. */
export function regionsOf(scope: OvhScope, project: string): readonly OvhRegion[] {
  const isOdd = scope.projects.indexOf(project) % 2 === 1;
  return REGIONS.filter(({ name }) => !isOdd || name !== 'DE1');
}

export function regionsWith(scope: OvhScope, project: string, service: string): OvhRegion[] {
  return regionsOf(scope, project).filter(({ services }) => services.includes(service));
}

/** A UUID from which the number of the item can be told; see `indexOfUuid`. */
export function uuidAt(salt: number, index: number): string {
  const rest = new ItemRandom(salt, index).hex(24);
  const parts = [rest.slice(0, 4), `4${rest.slice(5, 8)}`, `a${rest.slice(9, 12)}`];
  return [hex8(mix32((salt ^ index) >>> 0)), ...parts, rest.slice(12)].join('-');
}

/** The number that a UUID claims to have. */
export function indexOfUuid(salt: number, uuid: string): number | null {
  return /^[0-9a-f]{8}-/.test(uuid)
    ? (unmix32(Number.parseInt(uuid.slice(0, 8), 16)) ^ salt) >>> 0
    : null;
}

/** The nth address of an account from a start; accounts have 16,384 each. */
export function ipv4(scope: OvhScope, start: string, index: number): string {
  const base = start.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const value = base + scope.firstAddress + index;
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join('.');
}

/** Times of OpenStack end in Z. */
export function openStackTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** Times of OVHcloud's own services have an offset, that of Paris, and often fractions. */
export function parisTime(date: Date): string {
  const local = new Date(date.getTime() + 3_600_000).toISOString();
  return `${local.slice(0, 19)}.376907+01:00`;
}
