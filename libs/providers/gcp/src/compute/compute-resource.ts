import { instantOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import { computeName, placeOf } from '../resource-name';

type Payload = Readonly<Record<string, unknown>>;

/** What all resources of Compute Engine tell alike. */
export interface ComputeCommon {
  resourceId: string;
  name: string | null;
  region: string | null;
  zone: string | null;
  tags: Record<string, string>;
  createdAt: string | null;
}

/** `null` without a link to itself, which identifies a resource. */
export function computeCommon(payload: Payload): ComputeCommon | null {
  const resourceId = computeName(payload['selfLink']);
  if (resourceId === null) return null;
  return {
    resourceId,
    name: textOf(payload['name']),
    ...placeOf(payload['selfLink']),
    tags: tagsOf(payload['labels']),
    createdAt: instantOf(payload['creationTimestamp']),
  };
}

/** The provider's words, in the words used for every provider. */
const ARCHITECTURES: ReadonlyMap<string | null, string> = new Map([
  ['X86_64', 'x86_64'],
  ['ARM64', 'arm64'],
]);

/** `null` where it was not told. */
export function architectureOf(value: unknown): string | null {
  const architecture = textOf(value);
  if (architecture === 'ARCHITECTURE_UNSPECIFIED') return null;
  return ARCHITECTURES.get(architecture) ?? architecture;
}
