import type { ReadOnlyPolicy } from './read-only-policy';

/** What a template is made of, in whichever language. */
export interface TemplateParts {
  externalId: string;
  /** The role of ours to be trusted; `null` where the reader of the template has to say. */
  trustedArn: string | null;
  policy: ReadOnlyPolicy;
}

export const ROLE_NAME = 'SkyledgerReadOnly';
export const POLICY_NAME = 'SkyledgerDiscovery';
export const ROLE_DESCRIPTION = 'Lets Skyledger read this account, and do nothing else';
/** Longer ones are of no use: a session that is opened from a session lasts an hour at most. */
export const SESSION_SECONDS = 3600;
