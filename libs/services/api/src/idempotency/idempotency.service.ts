import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { ANSWER_FIELD } from '@skyledger/contracts';
import { SecretDoesNotOpen, UnknownKey, VaultProvider } from '@skyledger/vault';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuthenticatedRequest } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
import { fingerprintOf, hashOfKey } from './idempotency-key';
import { answerNotKept, keyReused, requestUnderWay } from './idempotency-problems';
import {
  type Claim,
  IdempotencyRepository,
  type KeyOwner,
  type StoredAnswer,
} from './idempotency.repository';

/** A request, and the claim of its key when it has one. */
export type ClaimingRequest = FastifyRequest & AuthenticatedRequest & { claim?: Claim };

/** An answer that was given before. */
export interface FormerAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

const KEPT_HEADERS = ['content-type', 'location', 'etag'] as const;
const CLEAN_UP_EVERY_MS = 600_000;
const LONGEST_WAIT_SECONDS = 5;

/** Answers a request that is sent again as it was answered the first time. */
@Injectable()
export class IdempotencyService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(IdempotencyService.name);
  private cleaning: NodeJS.Timeout | undefined;

  constructor(
    private readonly keys: IdempotencyRepository,
    private readonly vault: VaultProvider,
  ) {}

  onApplicationBootstrap(): void {
    this.cleaning = setInterval(() => void this.cleanUp(), CLEAN_UP_EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.cleaning);
  }

  /**
   * Takes the key for the request.
   * @param showsSecret the answer tells a secret, so that it can be kept only sealed
   * @returns what it was answered before; null when it is to be carried out now
   * @throws VaultKeyMissing
   * @throws ProblemError 409 while the first request is under way, or when its answer cannot be
   *   opened any more; 422 when it was another request
   */
  async begin(
    request: ClaimingRequest,
    principal: Principal,
    key: string,
    { showsSecret, reply }: { showsSecret: boolean; reply: FastifyReply },
  ): Promise<FormerAnswer | null> {
    if (showsSecret) this.vault.get();
    const { kind, id, name } = principal.actor;
    const owner = {
      tenantId: principal.tenantId,
      principal: `${kind}:${id ?? name}`,
      keyHash: hashOfKey(key),
    };
    const claiming = await this.keys.claim(owner, fingerprintOf(key, request));
    switch (claiming.kind) {
      case 'claimed':
        request.claim = claiming.claim;
        return null;
      case 'answered':
        return this.opened(owner, claiming.answer);
      case 'another_request':
        throw keyReused();
      case 'under_way': {
        const seconds = Math.ceil(claiming.waitMs / 1000);
        void reply.header(
          'retry-after',
          String(Math.min(Math.max(1, seconds), LONGEST_WAIT_SECONDS)),
        );
        throw requestUnderWay();
      }
    }
  }

  /**
   * Keeps the answer before it is sent. One that is our fault is not kept: the request may be sent
   * again. Where keeping fails, the answer is sent all the same, and the key is free after its lease.
   */
  async end(request: ClaimingRequest, reply: FastifyReply, body: unknown): Promise<void> {
    const { claim } = request;
    if (claim === undefined) return;
    try {
      if (reply.statusCode >= 500) return await this.keys.release(claim);
      const headers = Object.fromEntries(
        KEPT_HEADERS.map((name) => [name, reply.getHeader(name)] as const).filter(
          (header): header is [(typeof KEPT_HEADERS)[number], string] =>
            typeof header[1] === 'string',
        ),
      );
      const text = typeof body === 'string' ? body : '';
      await this.keys.complete(claim, {
        status: reply.statusCode,
        headers,
        ...this.sealed(claim, text),
      });
    } catch (error) {
      this.logger.warn(`an answer could not be kept for its idempotency key: ${String(error)}`);
    }
  }

  /** Forgets keys of more than a day ago. */
  async cleanUp(): Promise<void> {
    try {
      await this.keys.deleteExpired();
    } catch (error) {
      this.logger.warn(`expired idempotency keys could not be deleted: ${String(error)}`);
    }
  }

  /** Sealed wherever there is a key, whatever the answer tells. */
  private sealed(owner: KeyOwner, text: string): Pick<StoredAnswer, 'vaultKeyId' | 'body'> {
    if (!this.vault.available) return { vaultKeyId: null, body: Buffer.from(text) };
    const { keyId, ciphertext } = this.vault.get().seal(text, contextOf(owner));
    return { vaultKeyId: keyId, body: ciphertext };
  }

  private opened(owner: KeyOwner, answer: StoredAnswer): FormerAnswer {
    const { status, headers, vaultKeyId, body } = answer;
    if (vaultKeyId === null) return { status, headers, body: body.toString('utf8') };
    const sealed = { keyId: vaultKeyId, ciphertext: body };
    try {
      return { status, headers, body: this.vault.get().openText(sealed, contextOf(owner)) };
    } catch (error) {
      if (error instanceof UnknownKey || error instanceof SecretDoesNotOpen) throw answerNotKept();
      throw error;
    }
  }
}

/** Binds the sealed answer to its row. */
function contextOf({ tenantId, principal, keyHash }: KeyOwner): {
  tenantId: string;
  accountId: string;
  field: string;
} {
  const field = `${ANSWER_FIELD}${keyHash.toString('hex')}`;
  return { tenantId, accountId: principal, field };
}
