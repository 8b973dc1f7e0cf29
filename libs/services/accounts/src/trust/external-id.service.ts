import { randomBytes } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '@skyledger/audit';
import { SKYLEDGER_CONFIG, type SkyledgerConfig } from '@skyledger/config';
import { type mintExternalId, systemActor } from '@skyledger/contracts';
import { Database, type Tx } from '@skyledger/database';
import type { TrustClaim } from '@skyledger/provider-sdk';
import type { z } from 'zod';
import { externalIdNotMinted } from '../account-problems';
import { ExternalIdRepository } from './external-id.repository';

export type MintExternalIdRequest = z.infer<typeof mintExternalId.request>;
export type MintedExternalId = z.infer<typeof mintExternalId.response>;

/** As hard to guess as a key; AWS takes up to 1224 characters. */
const RANDOM_BYTES = 24;

/**
 * Mints the external ids that roles of customers ask for. A role trusts our identity for every tenant
 * alike; that it was one tenant who gave us the role, only the external id says. So we choose it, and
 * nobody can name the one of somebody else.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
@Injectable()
export class ExternalIdService {
  private readonly logger = new Logger(ExternalIdService.name);

  constructor(
    private readonly database: Database,
    private readonly externalIds: ExternalIdRepository,
    private readonly audit: AuditLog,
    @Inject(SKYLEDGER_CONFIG) private readonly config: Pick<SkyledgerConfig, 'awsExternalIds'>,
  ) {}

  /** The account's external id, minted with the first request; a new one where no account is named. */
  async mint(request: MintExternalIdRequest): Promise<MintedExternalId> {
    return this.database.withTenant(request.tenantId, (tx) => this.mintIn(tx, request));
  }

  /** The same, together with what else becomes true in the transaction. */
  async mintIn(tx: Tx, request: MintExternalIdRequest): Promise<MintedExternalId> {
    const { tenantId, actor, by = systemActor(actor), nativeAccountId } = request;
    const externalId = `skyledger-${randomBytes(RANDOM_BYTES).toString('base64url')}`;
    const minted = { tenantId, externalId, nativeAccountId, mintedBy: actor };
    if (await this.externalIds.insert(tx, minted)) {
      const target = { kind: 'external_id' as const, id: externalId, name: nativeAccountId };
      await this.audit.record(tx, by, { action: 'external_id.minted', target });
      this.logger.log(`an external id was minted for ${nativeAccountId ?? 'an account to come'}`);
      return { externalId, nativeAccountId, isNew: true };
    }
    const known = await this.externalIds.ofAccount(tx, nativeAccountId!);
    if (known === null) throw new Error('an external id vanished, though none is ever deleted');
    return { externalId: known, nativeAccountId, isNew: false };
  }

  /**
   * Refuses credentials that are let in by trust with an external id that is not the tenant's own.
   * @param claim what new credentials claim; null for those that bring keys
   * @param before what the credentials claim that they replace, and which go on being good
   * @throws ProblemError `external-id-not-minted` 422
   */
  async mustBeOurs(
    tenantId: string,
    claim: TrustClaim | null,
    before: TrustClaim | null = null,
  ): Promise<void> {
    if (claim === null || isSame(claim, before)) return;
    const good = await this.database.withTenant(tenantId, (tx) => this.isOurs(tx, claim));
    if (!good) throw externalIdNotMinted(claim.nativeAccountId);
  }

  /** Whether the tenant may come in with what new credentials claim. */
  async isOurs(tx: Tx, { externalId, nativeAccountId }: TrustClaim): Promise<boolean> {
    if (externalId === null) return this.config.awsExternalIds === 'any';
    if (this.config.awsExternalIds === 'minted') {
      return this.externalIds.mayBeUsed(tx, externalId, nativeAccountId);
    }
    return !(await this.externalIds.isOfAnotherTenant(tx, externalId));
  }

  /** Remembers which account a minted external id let us into. */
  async bind(tx: Tx, claim: TrustClaim | null): Promise<void> {
    if (claim === null || claim.externalId === null) return;
    await this.externalIds.bind(tx, claim.externalId, claim.nativeAccountId);
  }
}

function isSame(claim: TrustClaim, other: TrustClaim | null): boolean {
  return claim.externalId === other?.externalId && claim.nativeAccountId === other.nativeAccountId;
}
