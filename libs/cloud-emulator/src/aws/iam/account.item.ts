import type { EmulatedItem } from '../../estate/collection';
import type { RegionalKind } from '../aws-kind';

/** What holds for an account; there is always one. */
export interface IamAccount extends EmulatedItem {
  readonly arn: string;
  readonly rootHasMfa: boolean;
  readonly rootKeys: number;
  /** Null: nobody made one, answered with NoSuchEntity. */
  readonly passwordPolicy: {
    readonly minimumLength: number;
    /** Null: passwords never expire. */
    readonly maximumAge: number | null;
    /** Null: passwords may be used again. */
    readonly reusePrevention: number | null;
  } | null;
}

export const accounts: RegionalKind<IamAccount> = {
  kind: 'aws.iam-account',
  resourceType: 'account_settings',
  isFixed: true,
  indexOf: () => 0,
  generator:
    ({ accountId }) =>
    (_index, revision) => ({
      id: accountId,
      arn: `arn:aws:iam::${accountId}:root`,
      region: null,
      name: accountId,
      rootHasMfa: revision % 2 === 0,
      rootKeys: 1,
      passwordPolicy: { minimumLength: 10, maximumAge: 90, reusePrevention: null },
    }),
};
