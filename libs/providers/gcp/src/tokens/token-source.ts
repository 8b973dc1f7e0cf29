/** An access token and when it ends, in milliseconds since the epoch. */
export interface AccessToken {
  token: string;
  expiresAt: number;
}

/** Tokens are renewed so long before they end, in milliseconds. */
const RENEW_BEFORE_MS = 4 * 60_000;

/** Keeps an access token and makes a new one before it ends. */
export class TokenSource {
  private known: AccessToken | null = null;
  private making: Promise<AccessToken> | null = null;

  constructor(
    private readonly make: () => Promise<AccessToken>,
    private readonly release: () => Promise<void> = () => Promise.resolve(),
  ) {}

  /** A token that is good for some minutes; made once however many ask for it. */
  async current(): Promise<string> {
    if (this.known && this.known.expiresAt - RENEW_BEFORE_MS > Date.now()) return this.known.token;
    this.making ??= this.make().finally(() => {
      this.making = null;
    });
    this.known = await this.making;
    return this.known.token;
  }

  /** Releases what was taken to make tokens. */
  close(): Promise<void> {
    return this.release();
  }
}
