import { utc } from '../http/sql-json';

/** Columns of a resource as the API names them; `r` is the resource, `p` its pass of the account. */
export const RESOURCE_COLUMNS = `
  r.id::text AS id, r.resource_id, r.account_id, r.provider, r.resource_type AS type, r.native_type,
  r.name, r.region, r.zone, r.state, r.native_state, r.size, r.private_ips, r.public_ips,
  r.is_public, r.has_agent, r.is_active, r.tags, r.price,
  ${utc('r.provider_created_at')} AS created_at, ${utc('r.first_seen_at')} AS first_seen_at,
  ${utc('r.changed_at')} AS changed_at,
  -- An unchanged run writes no row: what it saw is known by the last success of the pass.
  ${utc('CASE WHEN r.is_active THEN greatest(r.changed_at, p.last_succeeded_at) ELSE r.changed_at END')}
    AS last_seen_at,
  ${utc('r.removed_at')} AS removed_at`;

export const PASS_OF_RESOURCE = `
  LEFT JOIN cloud_account_passes p
    ON p.account_id = r.account_id AND p.pass_key = r.pass_key AND p.region = r.pass_region`;

/**
 * Relationships with what the ledger knows of the other side, `o`.
 * @param visible condition for the others that may be shown; without it, all of them
 */
export const relationships = (visible = 'true'): string => `(
  SELECT coalesce(json_agg(json_build_object('kind', rel.value ->> 'kind',
    'resource_id', rel.value ->> 'resourceId', 'id', other.id::text, 'type', other.resource_type,
    'name', other.name) ORDER BY rel.ordinality), '[]')
  FROM jsonb_array_elements(r.relationships) WITH ORDINALITY rel
  -- The limit keeps the planner from reading the whole account for a handful of relationships.
  LEFT JOIN LATERAL (
    SELECT o.id, o.resource_type, o.name FROM cloud_resources o
    WHERE o.account_id = r.account_id AND o.resource_id = rel.value ->> 'resourceId'
      AND ${visible} LIMIT 1
  ) other ON true)`;

export const AGENTS_OF_RESOURCE = `(
  SELECT coalesce(json_agg(json_build_object('id', a.id, 'agent_key', a.agent_key,
    'hostname', a.hostname, 'version', a.version, 'matched_by', a.matched_by,
    'last_seen_at', ${utc('a.last_seen_at')}) ORDER BY a.id), '[]')
  FROM agents a WHERE a.resource_id = r.id)`;
