import { secret } from '@skyledger/provider-sdk';
import { z } from 'zod';

const printable = { error: 'must be printable ASCII without spaces' };

/** A token opens one team; a Spaces key is only needed to see its buckets. */
export const credentialsSchema = z
  .strictObject({
    api_token: secret()
      .trim()
      .regex(/^[\x21-\x7e]+$/, printable),
    spaces_access_key_id: z
      .string()
      .trim()
      .regex(/^[A-Z0-9]{16,128}$/, { error: 'expected 16 or more capital letters and digits' })
      .optional()
      .meta({ description: 'Access key of Spaces; without one, buckets are left out' }),
    spaces_secret_access_key: secret()
      .trim()
      .regex(/^[\x21-\x7e]+$/, printable)
      .optional(),
  })
  .superRefine((credentials, context) => {
    const { spaces_access_key_id: id, spaces_secret_access_key: key } = credentials;
    if ((id === undefined) === (key === undefined)) return;
    const missing = id === undefined ? 'spaces_access_key_id' : 'spaces_secret_access_key';
    const message = 'an access key of Spaces has an id and a secret: give both or neither';
    context.addIssue({ code: 'custom', path: [missing], message });
  });

export type DigitalOceanCredentials = z.infer<typeof credentialsSchema>;
