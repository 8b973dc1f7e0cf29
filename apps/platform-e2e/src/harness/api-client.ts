/** An answer of the API, whatever its status. */
export interface ApiAnswer<Body = unknown> {
  status: number;
  headers: Headers;
  body: Body;
}

/** An answer that is not a success. */
export class ApiRefusal extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown,
    request: string,
  ) {
    super(`${request} was answered ${status}: ${JSON.stringify(body)}`);
    this.name = 'ApiRefusal';
  }
}

/** One run with its passes, as the API shows it. */
export interface RunDetail {
  id: string;
  account_id: string;
  number: number;
  trigger: string;
  status: string;
  discovered: number;
  created: number;
  updated: number;
  unchanged: number;
  removed: number;
  provider_errors: { pass: string; region: string; code: string; message: string }[];
  passes: {
    id: string;
    pass: string;
    region: string;
    status: string;
    pages: number;
    attempts: number;
    discovered: number;
    removed: number;
  }[];
}

/** The REST API as any client uses it; paths are relative to `/api/v1`. */
export class ApiClient {
  constructor(
    private readonly origin: () => string,
    private readonly token: string,
  ) {}

  /** @throws ApiRefusal unless the answer is a success */
  async get<Body>(path: string): Promise<Body> {
    return this.succeed<Body>('GET', path);
  }

  /** @throws ApiRefusal unless the answer is a success */
  async post<Body>(path: string, body?: object): Promise<Body> {
    return this.succeed<Body>('POST', path, body);
  }

  /** @throws ApiRefusal unless the answer is a success */
  async delete(path: string): Promise<void> {
    await this.succeed('DELETE', path);
  }

  /** Every item of a list, page by page. */
  async all<Item>(path: string): Promise<Item[]> {
    const items: Item[] = [];
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({ limit: '200', ...(cursor !== null && { cursor }) });
      const page: { items: Item[]; next_cursor: string | null } = await this.get(
        `${path}${path.includes('?') ? '&' : '?'}${query.toString()}`,
      );
      items.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor !== null);
    return items;
  }

  /**
   * The answer as it is, refusals included.
   * @param more further headers
   */
  async ask<Body = unknown>(
    method: string,
    path: string,
    body?: object,
    timeoutMs = 90_000,
    more: Readonly<Record<string, string>> = {},
  ): Promise<ApiAnswer<Body>> {
    const response = await fetch(`${this.origin()}/api/v1${path}`, {
      method,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        authorization: `Bearer ${this.token}`,
        // A gateway that was restarted has closed the connections to the one before.
        connection: 'close',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...more,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed = (text === '' ? null : JSON.parse(text)) as Body;
    return { status: response.status, headers: response.headers, body: parsed };
  }

  private async succeed<Body>(method: string, path: string, body?: object): Promise<Body> {
    const answer = await this.ask<Body>(method, path, body);
    if (answer.status < 400) return answer.body;
    throw new ApiRefusal(answer.status, answer.body, `${method} ${path}`);
  }
}
