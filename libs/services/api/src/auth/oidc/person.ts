import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { forbidden, unauthenticated } from '../../errors/problems';
import { DEFAULT_TENANT_ID } from '../principal';

/** Somebody whom the identity provider vouches for. */
export interface Person {
  readonly tenantId: string;
  /** The claim `sub`: never given to somebody else by the same issuer. */
  readonly subject: string;
  readonly name: string;
  readonly groups: readonly string[];
}

/** Which claims tell what. */
export interface ClaimNames {
  /** Undefined when everybody belongs to the default tenant. */
  readonly tenant: string | undefined;
  readonly groups: string;
  readonly name: string;
}

/** The longest subject that a role binding holds. */
const MOST_CHARACTERS = 500;
const MOST_OF_NAME = 200;

/**
 * Reads the claims of a token that was verified.
 * @throws ProblemError 401 without a usable subject, 403 without the id of a tenant where one is asked for
 */
export function personOf(payload: JWTPayload, claims: ClaimNames): Person {
  const subject = payload.sub;
  if (!isStorable(subject)) throw unauthenticated('The token has no usable claim `sub`.');
  return {
    tenantId: claims.tenant === undefined ? DEFAULT_TENANT_ID : tenantIn(payload, claims.tenant),
    subject,
    name: displayName(claimOf(payload, claims.name)) ?? displayName(subject) ?? 'a person',
    groups: groupsIn(claimOf(payload, claims.groups)),
  };
}

function tenantIn(payload: JWTPayload, claim: string): string {
  const { data } = z.uuid().safeParse(claimOf(payload, claim));
  if (data === undefined) {
    throw forbidden(`The claim \`${claim}\` of the token is not the id of a tenant.`);
  }
  return data.toLowerCase();
}

/** Names with dots are looked up as they are first, and else lead into objects: `realm_access.roles`. */
function claimOf(payload: JWTPayload, name: string): unknown {
  if (Object.hasOwn(payload, name)) return payload[name];
  return name
    .split('.')
    .reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, part)
          ? (value as Record<string, unknown>)[part]
          : undefined,
      payload,
    );
}

/** What cannot be the subject of a binding is no group of ours. */
function groupsIn(claim: unknown): string[] {
  const groups: unknown[] = Array.isArray(claim) ? claim : [claim];
  return [...new Set(groups.filter(isStorable))];
}

function isStorable(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    value.length <= MOST_CHARACTERS &&
    value.isWellFormed() &&
    !value.includes('\0')
  );
}

/** One line; without a colon at its start, so that nobody can be called as a part of the product is. */
function displayName(claim: unknown): string | undefined {
  if (typeof claim !== 'string') return undefined;
  const line = claim.replace(/\p{Cc}+/gu, ' ').replace(/^[\s:]+/, '');
  return line.slice(0, MOST_OF_NAME).toWellFormed().trim() || undefined;
}
