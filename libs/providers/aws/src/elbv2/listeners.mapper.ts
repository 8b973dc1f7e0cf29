import type { Action, Listener as ElbListener } from '@aws-sdk/client-elastic-load-balancing-v2';
import { integerOf, textOf, toListeners } from '@skyledger/provider-sdk';
import type { Listener } from '@skyledger/resource-model';
import { objectsOf, sortedTexts } from '../payload';
import { leastTlsVersionOf } from '../tls-policies';

/** @param listeners `undefined` when nobody may know them */
export function listenersFrom(listeners: readonly ElbListener[] | undefined): Listener[] | null {
  if (listeners === undefined) return null;
  return toListeners(
    objectsOf(listeners).map((listener) => {
      const port = integerOf(listener.Port);
      const tlsPolicy = textOf(listener.SslPolicy);
      return {
        protocol: textOf(listener.Protocol)?.toLowerCase() ?? null,
        fromPort: port,
        toPort: port,
        redirectsToHttps: redirectsToHttps(listener.DefaultActions),
        tlsPolicy,
        minimumTlsVersion: leastTlsVersionOf(tlsPolicy),
        // The one for whoever names no host; others would take a request for each listener.
        certificateIds: sortedTexts(
          objectsOf(listener.Certificates).map(({ CertificateArn }) => CertificateArn),
        ),
      };
    }),
  );
}

/** What is done with requests that no rule is about; the rules would take a request for each listener. */
function redirectsToHttps(actions: readonly Action[] | undefined): boolean | null {
  if (!Array.isArray(actions)) return null;
  return objectsOf(actions).some(
    ({ Type, RedirectConfig }) => Type === 'redirect' && RedirectConfig?.Protocol === 'HTTPS',
  );
}
