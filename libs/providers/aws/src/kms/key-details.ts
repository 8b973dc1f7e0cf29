import {
  DescribeKeyCommand,
  GetKeyRotationStatusCommand,
  ListResourceTagsCommand,
  type KeyListEntry,
  type KeyMetadata,
  type Tag,
} from '@aws-sdk/client-kms';
import { textOf } from '@skyledger/provider-sdk';
import type { AwsClient, Send } from '../client';
import type { Denials } from '../denials';
import { boolOf, objectsOf } from '../payload';
import { present } from '../request-failure';

/** A key with what must be asked of each one; `undefined` is "not told". */
export interface DetailedKey {
  key: KeyListEntry;
  metadata: KeyMetadata | undefined;
  rotates: boolean | null | undefined;
  tags: Tag[] | undefined;
}

export const KEY_PERMISSIONS = [
  'kms:DescribeKey',
  'kms:GetKeyRotationStatus',
  'kms:ListResourceTags',
] as const;

/**
 * Asks for the details of a key. A key of AWS itself takes one request: it rotates every year, and
 * nobody can tag it.
 *
 * @returns `null` when it was deleted since it was listed
 */
export async function keyDetailsOf(
  client: AwsClient,
  region: string,
  key: KeyListEntry,
  denials: Denials,
  signal: AbortSignal,
): Promise<DetailedKey | null> {
  const KeyId = textOf(key.KeyId);
  if (KeyId === null) return { key, metadata: undefined, rotates: undefined, tags: undefined };
  const ask = <Answer>(
    permission: (typeof KEY_PERMISSIONS)[number],
    send: Send<'kms', Answer>,
  ): Promise<Answer | null | undefined> =>
    denials.unlessDenied(KeyId, () =>
      client.call<'kms', Answer | null>(
        { service: 'kms', region, permission, signal },
        (kms, options) => send(kms, options).catch(goneOrThrow),
      ),
    );

  const metadata = await ask('kms:DescribeKey', async (kms, options) => {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }), options);
    return present(KeyMetadata, 'key metadata');
  });
  if (metadata === null) return null;
  if (metadata?.KeyManager === 'AWS') return { key, metadata, rotates: true, tags: [] };
  const tags = await ask('kms:ListResourceTags', async (kms, options) => {
    const { Tags } = await kms.send(new ListResourceTagsCommand({ KeyId }), options);
    return objectsOf(present(Tags, 'tags'));
  });
  if (tags === null) return null;
  const rotates =
    metadata && canRotate(metadata)
      ? await ask('kms:GetKeyRotationStatus', async (kms, options) => {
          const command = new GetKeyRotationStatusCommand({ KeyId });
          return boolOf((await kms.send(command, options)).KeyRotationEnabled);
        })
      : metadata && false;
  return { key, metadata, rotates, tags };
}

/**
 * Only symmetric keys whose material KMS made rotate by themselves.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
function canRotate({ KeySpec, Origin, KeyState, CustomKeyStoreId }: KeyMetadata): boolean {
  return (
    KeySpec === 'SYMMETRIC_DEFAULT' &&
    Origin === 'AWS_KMS' &&
    CustomKeyStoreId === undefined &&
    (KeyState === 'Enabled' || KeyState === 'Disabled')
  );
}

function goneOrThrow(error: unknown): null {
  if (error instanceof Error && error.name === 'NotFoundException') return null;
  throw error;
}
