import type { LoadBalancerDescription } from '@aws-sdk/client-elastic-load-balancing';
import { integerOf, recordOf, textOf, textsOf, toListeners } from '@skyledger/provider-sdk';
import type { Listener } from '@skyledger/resource-model';
import { objectsOf, sortedTexts } from '../payload';
import { leastTlsVersionOf } from '../tls-policies';

/** `null` when the payload does not tell its listeners. */
export function listenersFrom(balancer: LoadBalancerDescription): Listener[] | null {
  const { ListenerDescriptions: descriptions, Policies: policies } = balancer;
  if (!Array.isArray(descriptions)) return null;
  // A listener names its policies of every sort; cookies are told apart.
  const cookies = new Set(
    [
      ...objectsOf(policies?.AppCookieStickinessPolicies),
      ...objectsOf(policies?.LBCookieStickinessPolicies),
    ].map(({ PolicyName }) => PolicyName),
  );
  return toListeners(
    objectsOf<object>(descriptions).map((description) => {
      const { Listener: listener, PolicyNames } = recordOf(description);
      const { Protocol, LoadBalancerPort, SSLCertificateId } = recordOf(listener);
      const protocol = textOf(Protocol)?.toLowerCase() ?? null;
      const port = integerOf(LoadBalancerPort);
      const others = textsOf(PolicyNames).filter((name) => !cookies.has(name));
      const tlsPolicy = others.length === 1 ? (others[0] ?? null) : null;
      return {
        protocol: protocol === 'ssl' ? 'tls' : protocol,
        fromPort: port,
        toPort: port,
        // It cannot redirect.
        redirectsToHttps: false,
        tlsPolicy,
        minimumTlsVersion: leastTlsVersionOf(tlsPolicy),
        certificateIds: sortedTexts([SSLCertificateId]),
      };
    }),
  );
}
