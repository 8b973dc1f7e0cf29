import { Agent, fetch, type Response } from 'undici';
import { parseExactJson } from './exact-json';
import { HttpStatusError, MalformedResponseError } from './http-error';
import { readQuota, readRetryAfter, type ResponseHeaders } from './http-headers';
import { readBody } from './read-body';
import type { QuotaObservation, RequestGate } from './request-gate';

const DEFAULT_MAX_BODY_BYTES = 64 * 1024 * 1024;
const MAX_ERROR_BODY_BYTES = 64 * 1024;
const MAX_MESSAGE_LENGTH = 500;

/** The code and the message in the body of an error, where the provider sends them. */
export interface ErrorDetail {
  code?: string;
  message?: string;
}

/** A request about to be sent, for headers that depend on it, such as signatures. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  /** As it is sent; empty without a body. */
  readonly body: string;
  readonly signal: AbortSignal;
}

type Headers = Readonly<Record<string, string>>;

export interface HttpClientOptions {
  gate: RequestGate;
  /** Address that paths are appended to, for example `https://api.hetzner.cloud/v1`. */
  baseUrl: string;
  /** Sent with every request; credentials belong here. A function is asked at every attempt. */
  headers?: Headers | ((request: OutgoingRequest) => Headers | Promise<Headers>);
  /** Connects instead of a plain agent: other trust, checked addresses. Closed with the client. */
  agent?: Agent;
  /** Largest body read, in bytes after decompression. */
  maxBodyBytes?: number;
  /** Reads the provider's error format; must accept any JSON value. */
  readError?: (body: unknown) => ErrorDetail;
  /** Reads what is left of the quota, where other headers tell it than `RateLimit-*`. */
  readQuota?: (headers: ResponseHeaders) => QuotaObservation | undefined;
}

export interface ReadOptions<Result> {
  query?: Readonly<Record<string, string | number>>;
  /**
   * Turns the parsed body into the result. It runs inside the attempt, so that a body it refuses
   * with `MalformedResponseError` is asked for again. Some APIs tell in headers how a list goes on.
   */
  read: (body: unknown, headers: ResponseHeaders) => Result;
}

export interface PostOptions<Result> extends ReadOptions<Result> {
  /** Sent as JSON; as a form where it is URLSearchParams. */
  body: unknown;
}

/**
 * Reads JSON from a provider's REST API, every request through the account's gate, which also sets
 * deadlines and repeats: the client itself does neither. Redirects are refused, since following one
 * would hand the credentials to whoever it names. Bodies are bounded; integers beyond 2^53 arrive as
 * strings.
 */
export class HttpClient {
  private readonly agent: Agent;
  private readonly baseUrl: string;

  /** @throws TypeError when the base address is no http or https URL */
  constructor(private readonly options: HttpClientOptions) {
    const { protocol } = new URL(options.baseUrl);
    if (protocol !== 'https:' && protocol !== 'http:') {
      throw new TypeError(`${protocol} is not a protocol of a REST API`);
    }
    this.agent = options.agent ?? new Agent();
    this.baseUrl = options.baseUrl.replace(/\/+$/, '');
  }

  /**
   * @param operation what the gate calls the request
   * @param path from the base address on, with its leading slash
   * @throws ProviderError from the gate; what it classifies is `HttpStatusError`,
   *   `MalformedResponseError` or undici's own errors
   */
  get<Result>(operation: string, path: string, options: ReadOptions<Result>): Promise<Result> {
    return this.send(operation, 'GET', path, options);
  }

  /**
   * Like `get`, for APIs that read by POST. It is repeated like a read, so it must change nothing.
   * @throws ProviderError from the gate
   */
  post<Result>(operation: string, path: string, options: PostOptions<Result>): Promise<Result> {
    return this.send(operation, 'POST', path, options);
  }

  /** Closes idle connections and waits for requests under way. */
  async close(): Promise<void> {
    await this.agent.close();
  }

  private async send<Result>(
    operation: string,
    method: 'GET' | 'POST',
    path: string,
    options: ReadOptions<Result> & { body?: unknown },
  ): Promise<Result> {
    const { gate, headers } = this.options;
    const url = new URL(this.baseUrl + path);
    for (const [name, value] of Object.entries(options.query ?? {})) {
      url.searchParams.set(name, String(value));
    }
    const { body, type } = encode(options.body);
    return gate.run(operation, async (signal) => {
      const request = { method, url, body, signal };
      const response = await fetch(url, {
        method,
        headers: {
          accept: 'application/json',
          ...type,
          ...(typeof headers === 'function' ? await headers(request) : headers),
        },
        ...(method === 'POST' ? { body } : {}),
        redirect: 'manual',
        dispatcher: this.agent,
        signal,
      });
      const quota = (this.options.readQuota ?? readQuota)(response.headers);
      if (quota) gate.observe(quota, operation);
      if (!response.ok) throw await this.refusal(response);
      return options.read(await this.body(response), response.headers);
    });
  }

  private async body(response: Response): Promise<unknown> {
    if (!isJson(response)) {
      await response.body?.cancel();
      throw new MalformedResponseError(
        `expected JSON, got ${response.headers.get('content-type') ?? 'no content type'}`,
      );
    }
    const text = await readBody(response, this.options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES);
    try {
      return parseExactJson(text);
    } catch {
      // The parser's message quotes the body, so it is not passed on.
      throw new MalformedResponseError(`the body of ${text.length} characters is not valid JSON`);
    }
  }

  private async refusal(response: Response): Promise<HttpStatusError> {
    const { code, message } = await this.errorDetail(response);
    return new HttpStatusError(
      response.status,
      code ?? `HTTP ${response.status}`,
      (message ?? `answered with status ${response.status}`).slice(0, MAX_MESSAGE_LENGTH),
      readRetryAfter(response.headers),
    );
  }

  /** A body that cannot be read takes nothing from what the status says. */
  private async errorDetail(response: Response): Promise<ErrorDetail> {
    try {
      if (!this.options.readError || !isJson(response)) {
        await response.body?.cancel();
        return {};
      }
      return this.options.readError(parseExactJson(await readBody(response, MAX_ERROR_BODY_BYTES)));
    } catch {
      return {};
    }
  }
}

/** `application/json` and its relatives, such as `application/problem+json`. */
function isJson(response: Response): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\b/i.test(response.headers.get('content-type') ?? '');
}

function encode(body: unknown): { body: string; type: Headers } {
  if (body === undefined) return { body: '', type: {} };
  if (body instanceof URLSearchParams) {
    return { body: body.toString(), type: { 'content-type': 'application/x-www-form-urlencoded' } };
  }
  return { body: JSON.stringify(body), type: { 'content-type': 'application/json' } };
}
