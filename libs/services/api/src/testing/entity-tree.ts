import { type Database, uuidv7 } from '@skyledger/database';
import { insertLedgerRows, type LedgerRows } from './ledger-rows';

/** A tenant's tree: below the root `left` with `leaf`, and `right`; `leaf` and `right` have an account each. */
export interface EntityTree {
  root: string;
  left: string;
  leaf: string;
  right: string;
  ofLeaf: LedgerRows;
  ofRight: LedgerRows;
}

/** Inserts the tree with ledger rows for each of its two accounts. */
export async function insertEntityTree(database: Database, tenantId: string): Promise<EntityTree> {
  const [left, leaf, right] = [uuidv7(), uuidv7(), uuidv7()];
  await insertEntity(database, tenantId, { id: left, parentId: tenantId, name: 'left' });
  await insertEntity(database, tenantId, { id: leaf, parentId: left, name: 'leaf' });
  await insertEntity(database, tenantId, { id: right, parentId: tenantId, name: 'right' });
  return {
    root: tenantId,
    left,
    leaf,
    right,
    ofLeaf: await insertLedgerRows(database, tenantId, { entityId: leaf }),
    ofRight: await insertLedgerRows(database, tenantId, {
      entityId: right,
      nativeAccountId: '444455556666',
    }),
  };
}

async function insertEntity(
  database: Database,
  tenantId: string,
  { id, parentId, name }: { id: string; parentId: string; name: string },
): Promise<void> {
  await database.withTenant(tenantId, (tx) =>
    tx.query(
      `INSERT INTO entities (tenant_id, id, parent_id, name, created_by)
       VALUES ($1, $2, $3, $4, 'test')`,
      [tenantId, id, parentId, name],
    ),
  );
}

/** Says of a resource that it belongs to another entity than its account. */
export async function moveResource(
  database: Database,
  tenantId: string,
  resourceId: string,
  entityId: string,
): Promise<void> {
  await database.withTenant(tenantId, (tx) =>
    tx.query(
      `INSERT INTO cloud_resource_annotations (tenant_id, resource_id, entity_id, labels, links, updated_by)
       VALUES ($1, $2, $3, '{}', '[]', 'test')`,
      [tenantId, resourceId, entityId],
    ),
  );
}
