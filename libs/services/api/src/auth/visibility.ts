import type { Conditions } from '../http/sql-json';
import type { Permission } from './permission';
import { type Principal, type Reach, reachOf } from './principal';

/**
 * SQL conditions for the rows within a reach; the only place that knows how rows belong to entities.
 * Within the whole tenant there is nothing to ask, so that no condition is made. Everything else is
 * asked in the statement itself, so that a moved account is seen where it is now.
 */
export class Visibility {
  private entities: string | undefined;

  constructor(
    private readonly reach: Reach,
    private readonly conditions: Conditions,
  ) {}

  /** Of rows that name their entity. */
  entity(column: string): string | undefined {
    return this.reach === 'tenant' ? undefined : `${column} = ANY (${this.within(this.reach)})`;
  }

  /** Of rows that name their account. */
  account(column: string): string | undefined {
    return this.reach === 'tenant'
      ? undefined
      : `${column} = ANY (${accountsOf(this.within(this.reach))})`;
  }

  /**
   * Of rows that name a resource and its account: those of the accounts within, without the resources
   * that people moved elsewhere, and those that people moved here.
   */
  resource(account: string, resource: string): string | undefined {
    if (this.reach === 'tenant') return undefined;
    const entities = this.within(this.reach);
    return `(${account} = ANY (${accountsOf(entities)}) AND NOT EXISTS (
        SELECT FROM cloud_resource_annotations moved
        WHERE moved.resource_id = ${resource} AND moved.entity_id <> ALL (${entities}))
      OR ${resource} = ANY (ARRAY(SELECT moved.resource_id FROM cloud_resource_annotations moved
        WHERE moved.entity_id = ANY (${entities}))))`;
  }

  private within(reach: readonly string[]): string {
    this.entities ??= `ARRAY(SELECT entities_within(${this.conditions.parameter(reach)}::uuid[]))`;
    return this.entities;
  }
}

/** What the principal may see by the permission. */
export function visibleTo(
  principal: Principal,
  permission: Permission,
  conditions: Conditions,
): Visibility {
  return new Visibility(reachOf(principal, permission), conditions);
}

function accountsOf(entities: string): string {
  return `ARRAY(SELECT belongs.id FROM cloud_accounts belongs WHERE belongs.entity_id = ANY (${entities}))`;
}
