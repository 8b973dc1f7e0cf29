import { Injectable } from '@nestjs/common';
import { ProblemError } from '@skyledger/contracts';
import { Database, type Tx } from '@skyledger/database';
import type { Permission } from '../auth/permission';
import { type Principal, rootEntityOf, wholeReachOf } from '../auth/principal';
import { Visibility, visibleTo } from '../auth/visibility';
import { forbidden } from '../errors/problems';
import { Conditions } from '../http/sql-json';

/** Decides about entities that a request names in its body. */
@Injectable()
export class EntityAccessService {
  constructor(private readonly database: Database) {}

  /**
   * The entity on which the principal holds all of the permissions: the named one, or else the root.
   * @throws ProblemError 422 when there is none, or none on which the principal holds anything; 403
   *   when it does not hold all of the permissions there
   */
  async mustHold(
    principal: Principal,
    permissions: readonly Permission[],
    entityId: string = rootEntityOf(principal.tenantId),
  ): Promise<string> {
    return this.database.withTenant(principal.tenantId, (tx) =>
      this.mustHoldIn(tx, principal, permissions, entityId),
    );
  }

  /** The same, and the entity stays until the transaction ends. */
  async mustHoldIn(
    tx: Tx,
    principal: Principal,
    permissions: readonly Permission[],
    entityId: string,
    field = 'entity_id',
  ): Promise<string> {
    const conditions = new Conditions();
    const entity = conditions.parameter(entityId);
    const lacking = permissions.map((permission) => {
      const held = visibleTo(principal, permission, conditions).entity('e.id') ?? 'true';
      return `CASE WHEN NOT (${held}) THEN ${conditions.parameter(permission)}::text END`;
    });
    const known = new Visibility(wholeReachOf(principal), conditions).entity('e.id') ?? 'true';
    const [row] = await tx.query<{ lacking: string[] }>(
      `
      SELECT array_remove(ARRAY[${lacking.join(', ')}]::text[], NULL) AS lacking
      FROM entities e WHERE e.id = ${entity} AND (e.id = e.tenant_id OR ${known})
      FOR KEY SHARE
      `,
      conditions.values,
    );
    if (row === undefined) throw entityNotFound(field);
    if (row.lacking.length > 0) {
      throw forbidden(`This needs on the entity: ${row.lacking.join(', ')}.`, [
        { field, expected: 'an entity on which you hold what this needs' },
      ]);
    }
    return entityId;
  }
}

/** Nobody can tell an entity that is not there from one on which he holds nothing. */
function entityNotFound(field: string): ProblemError {
  return new ProblemError({
    type: 'entity-not-found',
    title: 'There is no such entity',
    status: 422,
    errors: [{ field, expected: 'an entity of the tenant' }],
  });
}
