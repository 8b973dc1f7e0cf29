import { elementsOf, instantOf, textIn } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { resourceIdOf } from '../payload';

/** What is known of a bucket: XML documents, `null` where there is none, `undefined` where unread. */
export interface BucketDocuments {
  /** Its element in the list of buckets. */
  bucket: string;
  acl: string | null | undefined;
  policyStatus: string | null | undefined;
  tagging: string | null | undefined;
}

/** The groups of everyone, and of everyone with an account anywhere. */
const EVERYONE = /groups\/global\/(AllUsers|AuthenticatedUsers)$/;

/** `null` when the bucket has no name. */
export function toBucket(
  documents: BucketDocuments,
  region: string,
): DiscoveredResource<'bucket'> | null {
  const name = textIn(documents.bucket, 'Name');
  if (name === null) return null;
  const policyPublic = policyOf(documents.policyStatus);
  const aclPublic = aclOf(documents.acl);
  const tags = tagsIn(documents.tagging ?? '');
  const created = textIn(documents.bucket, 'CreationDate');
  return {
    resourceId: resourceIdOf('bucket', region, name),
    resourceType: 'bucket',
    nativeType: 'object_bucket',
    name,
    region,
    zone: null,
    // A bucket has no states: it works while it exists.
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: either(policyPublic, aclPublic),
    tags,
    createdAt: instantOf(created),
    relationships: [],
    price: null,
    attributes: {
      // There is no setting that overrules policies and ACLs.
      publicAccessBlocked: null,
      policyPublic,
      // The API does not tell.
      encryptedAtRest: null,
      encryptionKeyId: null,
      versioned: null,
      accessLogged: null,
    },
    raw: { name, creation_date: created, policy_public: policyPublic, acl_public: aclPublic, tags },
  };
}

/** Without a policy there is nothing that could be public. */
function policyOf(document: string | null | undefined): boolean | null {
  if (document === undefined) return null;
  if (document === null) return false;
  const word = textIn(document, 'IsPublic')?.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : null;
}

function aclOf(document: string | null | undefined): boolean | null {
  if (document === undefined || document === null) return null;
  const groups = elementsOf(document, 'Grant').map((grant) => textIn(grant, 'URI') ?? '');
  return groups.some((uri) => EVERYONE.test(uri));
}

/** One that is public suffices; that none is must be known of both. */
function either(one: boolean | null, other: boolean | null): boolean | null {
  if (one === true || other === true) return true;
  return one === false && other === false ? false : null;
}

function tagsIn(document: string): Record<string, string> {
  return Object.fromEntries(
    elementsOf(document, 'Tag').flatMap((tag): [string, string][] => {
      const key = textIn(tag, 'Key');
      return key === null ? [] : [[key, textIn(tag, 'Value') ?? '']];
    }),
  );
}
