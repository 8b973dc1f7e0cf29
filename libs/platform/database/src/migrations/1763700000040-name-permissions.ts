import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each scope of before allowed, in the words of permissions. */
const PERMISSIONS_OF: Record<string, readonly string[]> = {
  read: ['CloudConnector:read', 'Resource:read'],
  manage: [
    'CloudConnector:run',
    'CloudConnector:manage',
    'Resource:annotate',
    'Agent:register',
    'Access:read',
    'Access:manage',
    'Audit:read',
  ],
  ops: ['Ops:manage'],
};

/** Tokens hold permissions instead of the three scopes. */
export class NamePermissions1763700000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const clauses = Object.entries(PERMISSIONS_OF).map(
      ([scope, permissions]) =>
        `CASE WHEN '${scope}' = ANY (scopes) THEN ${list(permissions)} ELSE '{}' END`,
    );
    await runner.query(ofEveryTenant(`UPDATE api_tokens SET scopes = ${clauses.join(' || ')};`));
    await runner.query(`COMMENT ON COLUMN api_tokens.scopes IS 'permissions'`);
  }

  /** A token gets a scope back only when it holds all that the scope allows. */
  async down(runner: QueryRunner): Promise<void> {
    const clauses = Object.entries(PERMISSIONS_OF).map(
      ([scope, permissions]) =>
        `CASE WHEN scopes @> ${list(permissions)} THEN '{${scope}}'::text[] ELSE '{}' END`,
    );
    await runner.query('COMMENT ON COLUMN api_tokens.scopes IS NULL');
    await runner.query(ofEveryTenant(`UPDATE api_tokens SET scopes = ${clauses.join(' || ')};`));
  }
}

function list(values: readonly string[]): string {
  return `'{${values.map((value) => `"${value}"`).join(',')}}'::text[]`;
}

/** The owner of the table sees rows of all tenants only while its own policies do not bind it. */
function ofEveryTenant(statement: string): string {
  return `
    ALTER TABLE api_tokens NO FORCE ROW LEVEL SECURITY;
    ${statement}
    ALTER TABLE api_tokens FORCE ROW LEVEL SECURITY;
  `;
}
