/** Keys that sign requests; temporary ones tell when they end. */
export interface SigningKeys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
}

/** Time a session must still have; the SDK treats less as expired, too. */
const LEAST_LEFT_MS = 5 * 60_000;

/** The keys of an assumed role, renewed before they end, however many requests wait for them. */
export class RoleSession {
  private keys: SigningKeys | null = null;
  private renewal: Promise<void> | null = null;

  constructor(private readonly assume: () => Promise<SigningKeys>) {}

  /** Makes sure that the keys last for the next request. Rejects when the role is refused. */
  async renewIfNeeded(): Promise<void> {
    if (this.lasts()) return;
    await this.renew();
  }

  /** Opens another session, although the keys at hand may seem to last. */
  async renew(): Promise<void> {
    this.renewal ??= this.open().finally(() => {
      this.renewal = null;
    });
    await this.renewal;
  }

  /**
   * The keys at hand, renewed or not: it is called while a request is being sent, when asking for
   * new ones would wait for the request gate inside the request gate.
   */
  current(): SigningKeys {
    if (!this.keys) throw new Error('the role was not assumed before its first request');
    return this.keys;
  }

  private lasts(): boolean {
    if (!this.keys) return false;
    const { expiration } = this.keys;
    return expiration === undefined || expiration.getTime() - Date.now() >= LEAST_LEFT_MS;
  }

  private async open(): Promise<void> {
    this.keys = await this.assume();
  }
}
