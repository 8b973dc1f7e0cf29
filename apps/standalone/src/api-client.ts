/** An account, as the API tells of it. */
export interface AccountItem {
  id: string;
  name: string;
  provider: string;
}

/** A run, as the API tells of it. */
export interface RunItem {
  id: string;
  account_id: string;
  status: string;
  discovered: number;
  provider_errors: { pass: string; region: string; code: string; message: string }[];
}

/** A run with its passes. */
export interface RunDetail extends RunItem {
  passes: { status: string; discovered: number }[];
}

/** The numbers of `/cloud/summary`. */
export interface Summary {
  resources: { total: number; by_type: Record<string, number> };
  findings: { open: number; by_severity: Record<string, number> };
  agents: { total: number; matched: number };
}

/** The API, as any other client uses it. */
export class ApiClient {
  constructor(
    private readonly base: string,
    private readonly token: string,
  ) {}

  /** Every item of a list, page by page. */
  async all<Item>(path: string): Promise<Item[]> {
    const items: Item[] = [];
    let cursor: string | null = null;
    do {
      const separator = path.includes('?') ? '&' : '?';
      const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: { items: Item[]; next_cursor: string | null } = await this.get(
        `${path}${separator}limit=200${next}`,
      );
      items.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor !== null);
    return items;
  }

  get<Body>(path: string): Promise<Body> {
    return this.send<Body>('GET', path);
  }

  post<Body>(path: string, body?: object): Promise<Body> {
    return this.send<Body>('POST', path, body);
  }

  private async send<Body>(method: string, path: string, body?: object): Promise<Body> {
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new ApiRefusal(response.status, text);
    return JSON.parse(text) as Body;
  }
}

/** An answer that is not a success. */
export class ApiRefusal extends Error {
  constructor(
    readonly status: number,
    readonly body: string,
  ) {
    super(`the API answered ${status}: ${body}`);
    this.name = 'ApiRefusal';
  }
}
