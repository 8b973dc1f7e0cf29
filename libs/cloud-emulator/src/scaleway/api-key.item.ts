import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, hex8, mix32, saltOf, unmix32 } from '../estate/random';
import type { ScalewayAccountSpec } from './scaleway-spec';
import { madeAt, standardTime } from './scope';

/** A key of the organization; its access key is its id. */
export interface ScalewayApiKey extends EmulatedItem {
  readonly createdAt: Date;
  /** Null: it never ends. */
  readonly expiresAt: string | null;
  readonly bearer: { readonly application_id: string } | { readonly user_id: string };
  readonly description: string;
}

/** The account's own key, which is the first. */
const OWN = {
  createdAt: new Date('2026-01-02T03:04:05.678Z'),
  bearer: { application_id: '11111111-1111-4111-8111-111111111111' },
  description: '',
};

export function apiKeyGenerator(seed: number, spec: ScalewayAccountSpec): Generate<ScalewayApiKey> {
  const salt = saltIn(seed, spec);
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const id = accessKeyAt(salt, spec, index);
    const place = { id, region: null };
    if (index === 0) {
      return { ...place, ...OWN, name: id, expiresAt: spec.keyExpiresAt ?? null };
    }
    const createdAt = madeAt(random, index);
    const bearer = `${hex8(random.int(0x7fffffff))}-aaaa-4bbb-8ccc-111111111111`;
    const described = `${naming.environment}-${naming.application}-key-${index + 1}`;
    const changed = revision > 0 ? `${described}-r${revision}` : described;
    const description = random.chance(0.8) || revision > 0 ? changed : '';
    const ends = new Date(createdAt.getTime() + 730 * 86_400_000);
    return {
      ...place,
      name: description === '' ? id : description,
      createdAt,
      expiresAt: random.chance(0.5) ? null : ends.toISOString(),
      bearer: random.chance(0.6) ? { application_id: bearer } : { user_id: bearer },
      description,
    };
  };
}

/** The number that an access key claims to have. */
export function apiKeyIndex(
  seed: number,
  spec: ScalewayAccountSpec,
): (id: string) => number | null {
  const salt = saltIn(seed, spec);
  return (id) => {
    if (id === spec.accessKey) return 0;
    const digits = /^SCW([0-9A-F]{8})/.exec(id)?.[1];
    if (digits === undefined) return null;
    const index = (unmix32(Number.parseInt(digits, 16)) ^ salt) >>> 0;
    return index < 0x7fffffff && accessKeyAt(salt, spec, index) === id ? index : null;
  };
}

/** As described by api/iam/v1alpha1 of scaleway-sdk-go, of August 2026. Lists hold no secret. */
export function apiKeyJson(
  spec: ScalewayAccountSpec,
): (key: ScalewayApiKey) => Record<string, unknown> {
  return (key) => {
    const made = standardTime(key.createdAt);
    return {
      access_key: key.id,
      secret_key: null,
      ...key.bearer,
      description: key.description,
      created_at: made,
      updated_at: made,
      expires_at: key.expiresAt,
      default_project_id: spec.projectId,
      editable: true,
      deletable: true,
      managed: false,
      creation_ip: '192.0.2.1',
    };
  };
}

/** `SCW` and 17 letters or digits, of which the first eight can be turned back into the number. */
function accessKeyAt(salt: number, spec: ScalewayAccountSpec, index: number): string {
  if (index === 0) return spec.accessKey;
  const first = mix32(index ^ salt);
  return `SCW${hex8(first)}${hex8(mix32(first ^ 0x5bd1e995))}0`.toUpperCase();
}

function saltIn(seed: number, spec: ScalewayAccountSpec): number {
  return saltOf(seed, 'scaleway', spec.account, 'api-key');
}
