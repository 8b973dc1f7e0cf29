import { recordOf, textOf } from '@skyledger/provider-sdk';
import { listPages, type ArmLister } from '../list-pages';
import type { PageWarnings } from '../page-warnings';
import { ROLE_DEFINITIONS } from './role-lists';

/** Names of roles by the last part of their ids; `null` when they may not be read. */
export type RoleNames = ReadonlyMap<string, string> | null;

/** Reads every role once: assignments name theirs by id alone. */
export function readRoleNames(client: ArmLister, warnings: PageWarnings): Promise<RoleNames> {
  return warnings.unlessRefused(async () => {
    const names = new Map<string, string>();
    for await (const { items } of listPages(client, ROLE_DEFINITIONS)) {
      for (const item of items) {
        const key = roleKey(recordOf(item)['id']);
        const name = textOf(recordOf(recordOf(item)['properties'])['roleName']);
        if (key !== null && name !== null) names.set(key, name);
      }
    }
    return names;
  });
}

/** A role has one id in each scope it is seen from, which all end alike. */
export function roleKey(id: unknown): string | null {
  return /\/roledefinitions\/([^/]+)$/.exec(textOf(id)?.toLowerCase() ?? '')?.[1] ?? null;
}
