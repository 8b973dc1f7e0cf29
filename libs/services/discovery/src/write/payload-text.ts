import { mayHoldSecret, stripSecrets } from '@skyledger/provider-sdk';
import { jsonText } from './prepare-rows';

/** A raw payload as it is kept: JSON text without secrets, of nothing that Postgres cannot hold. */
export function payloadText(raw: unknown, secretFields: readonly string[]): string {
  const text = jsonText(raw);
  return mayHoldSecret(text, secretFields) ? jsonText(stripSecrets(raw, secretFields)) : text;
}
