import type { ApiAnswer, ApiClient } from './api-client';

/** An onboarding session as the API shows it, in the parts that tests look at. */
export interface SessionView {
  id: string;
  status: string;
  current_step: string | null;
  account_id: string | null;
  credentials: { type: string; fingerprint: string } | null;
  steps: {
    step: string;
    state: string;
    form: {
      properties: Record<string, { writeOnly?: boolean; default?: string }>;
      required: string[];
    } | null;
  }[];
  trust: { external_id: string; templates: { cloudformation: string } } | null;
  validation: {
    outcome: string;
    stale: boolean;
    native_account_id: string | null;
    problem: { type: string; account_id?: string } | null;
  } | null;
}

const PATH = '/cloud/onboarding-sessions';

/** One onboarding session, as a user interface goes through it. */
export class Wizard {
  private constructor(
    private readonly api: ApiClient,
    readonly id: string,
  ) {}

  static async begin(api: ApiClient): Promise<Wizard> {
    return new Wizard(api, (await api.post<SessionView>(PATH)).id);
  }

  /** The same session with another client: on another device, or of somebody else. */
  with(api: ApiClient): Wizard {
    return new Wizard(api, this.id);
  }

  show(): Promise<ApiAnswer<SessionView>> {
    return this.api.ask<SessionView>('GET', `${PATH}/${this.id}`);
  }

  /** @param ifMatch default: whichever version the session has */
  save(step: string, body: object, ifMatch = '*'): Promise<ApiAnswer<SessionView>> {
    const path = `${PATH}/${this.id}/steps/${step}`;
    return this.api.ask<SessionView>('PUT', path, body, undefined, { 'if-match': ifMatch });
  }

  validate<Body = SessionView>(): Promise<ApiAnswer<Body>> {
    return this.api.ask<Body>('POST', `${PATH}/${this.id}/validate`);
  }

  complete<Body = { id: string; scan_run_id: string }>(): Promise<ApiAnswer<Body>> {
    return this.api.ask<Body>('POST', `${PATH}/${this.id}/complete`);
  }
}
