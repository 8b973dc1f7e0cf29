import { textOf } from '@skyledger/provider-sdk';
import type { Relationship } from '@skyledger/resource-model';
import type { Site } from './credentials';

/*
 * Resources are named by URNs, as OVHcloud's access policies name them. What is in a project has the
 * project's URN and the kind and id below it, as OVHcloud's own console writes it:
 * `urn:v1:eu:resource:publicCloudProject:<project>/instance/<id>`.
 */

/** Kinds of resources that have a URN of their own. */
type ResourceKind = 'publicCloudProject' | 'vps' | 'dedicatedServer' | 'ip' | 'vrack';

/** Kinds of resources in a project. */
type ProjectKind =
  | 'instance'
  | 'image'
  | 'volume'
  | 'volumeSnapshot'
  | 'network'
  | 'securityGroup'
  | 'subnet'
  | 'floatingIp'
  | 'loadBalancer'
  | 'database'
  | 'kube'
  | 'container'
  | 'bucket';

/** The URN of what is listed for the whole account. */
export function urnOf(site: Site['code'], kind: ResourceKind, name: string): string {
  return `urn:v1:${site}:resource:${kind}:${name}`;
}

/** @param project the URN of the project */
export function inProject(project: string, kind: ProjectKind, id: string): string {
  return `${project}/${kind}/${id}`;
}

/** That something lives in a network or subnet of its project; nothing where its id is not told. */
export function runsIn(project: string, kind: 'network' | 'subnet', id: unknown): Relationship[] {
  const native = textOf(id);
  return native === null ? [] : [{ kind: 'runs_in', resourceId: inProject(project, kind, native) }];
}
