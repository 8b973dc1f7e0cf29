/** One delivery of a message to a consumer, whatever carried it. */
export interface Delivery {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** 1 at the first delivery. */
  readonly attempt: number;
  /** Deliveries since the last one that reported an outcome: consumers that vanished with it. */
  readonly vanished: number;
  /** It came from the queue of the suspects. */
  readonly suspect: boolean;
}

/** What is to become of a delivered message. */
export type Outcome =
  | { readonly kind: 'done' }
  /** Try again after `delayMs`; `attempts` tries are used up. */
  | { readonly kind: 'retry'; readonly delayMs: number; readonly attempts: number }
  /** Move it to the queue of the suspects, with `attempts` tries used up. */
  | { readonly kind: 'suspect'; readonly attempts: number }
  | { readonly kind: 'dead'; readonly error: string; readonly attempts: number }
  /** Hand it back as if it had not been delivered. */
  | { readonly kind: 'release' };
