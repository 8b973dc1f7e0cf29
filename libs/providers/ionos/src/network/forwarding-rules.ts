import { integerOf, listOf, recordOf, textOf, textsOf, toListeners } from '@skyledger/provider-sdk';
import type { Listener } from '@skyledger/resource-model';
import { elementOf, isWhole } from '../element';

type Properties = Readonly<Record<string, unknown>>;

/** The forwarding rules of a load balancer; `null` when `depth` did not bring them. */
export function listenersOf(
  rules: readonly unknown[] | null,
  kind: 'network' | 'application',
): Listener[] | null {
  if (rules === null || !rules.every(isWhole)) return null;
  return toListeners(
    rules.map((rule) => {
      const { properties } = elementOf(rule);
      const port = integerOf(properties['listenerPort']);
      const certificateIds = textsOf(properties['serverCertificates']);
      const protocol = textOf(properties['protocol'])?.toLowerCase() ?? null;
      const isHttps = kind === 'application' && protocol === 'http' && certificateIds.length > 0;
      return {
        // HTTPS is HTTP with a certificate.
        protocol: isHttps ? 'https' : protocol,
        fromPort: port,
        toPort: port,
        redirectsToHttps: redirectsToHttps(properties),
        certificateIds,
      };
    }),
  );
}

/** Rules that redirect or answer come before those that forward; one without conditions is for all. */
function redirectsToHttps({ httpRules }: Properties): boolean | null {
  if (!Array.isArray(httpRules)) return null;
  const always = httpRules
    .map(recordOf)
    .filter(({ type, conditions }) => type !== 'FORWARD' && listOf(conditions).length === 0);
  const [first] = always;
  return first?.['type'] === 'REDIRECT' && /^https:/i.test(textOf(first['location']) ?? '');
}
