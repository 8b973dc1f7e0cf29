import type { EmulatedItem } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import type { RegionalKind } from '../aws-kind';
import { scopeSalt } from '../region-scope';

export interface KmsKey extends EmulatedItem {
  readonly arn: string;
  readonly created: Date;
  readonly description: string;
  readonly manager: 'AWS' | 'CUSTOMER';
  readonly state: 'Enabled' | 'Disabled' | 'PendingDeletion';
  readonly spec: 'SYMMETRIC_DEFAULT' | 'RSA_2048';
  readonly rotates: boolean;
  readonly tags: readonly Tag[];
}

export const keys: RegionalKind<KmsKey> = {
  kind: 'aws.kms-key',
  resourceType: 'key',
  // The last twelve digits of a key's id are its number, counted from one.
  indexOf: (id) => (/-\d{12}$/.test(id) ? Number(id.slice(-12)) - 1 : null),
  ledgerName: ({ description }) => description,
  generator(scope) {
    const salt = scopeSalt(scope, 'kms-key');
    const { region, accountId } = scope;
    return (index, revision) => {
      const random = new ItemRandom(salt, index);
      const naming = drawNaming(random);
      const id = `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-8${random.hex(3)}-${String(index + 1).padStart(12, '0')}`;
      const manager = random.chance(0.25) ? 'AWS' : 'CUSTOMER';
      return {
        id,
        arn: `arn:aws:kms:${region}:${accountId}:key/${id}`,
        region,
        name: id,
        created: random.time(),
        description: `Key of ${naming.application}${revision > 0 ? `, version ${revision}` : ''}`,
        manager,
        state: manager === 'AWS' ? 'Enabled' : random.pick(STATES),
        spec: manager === 'CUSTOMER' && random.chance(0.2) ? 'RSA_2048' : 'SYMMETRIC_DEFAULT',
        rotates: random.chance(0.5),
        tags: manager === 'AWS' ? [] : drawTags(random, naming, null, 0),
      };
    };
  },
};

const STATES = ['Enabled', 'Enabled', 'Enabled', 'Disabled', 'PendingDeletion'] as const;
