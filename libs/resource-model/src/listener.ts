import { z } from 'zod';

/**
 * What a load balancer takes connections on, in the same shape for listeners, frontends, services and
 * forwarding rules. `null` is not observed.
 */
export const listenerSchema = z.strictObject({
  /**
   * What clients speak: `http`, `https` (of any version of HTTP over TLS), `tcp`, `tls`, `udp`, or the
   * provider's word for another, in lower case.
   */
  protocol: z.string().nullable(),
  /** Ports are inclusive; both are also `null` when connections to every port are taken. */
  fromPort: z.number().int().nullable(),
  toPort: z.number().int().nullable(),
  /**
   * Whether requests are answered with a redirect to HTTPS, unless a rule for some of them says
   * otherwise. False of whatever is not plain HTTP.
   */
  redirectsToHttps: z.boolean().nullable(),
  /** The provider's name for a choice of TLS versions and ciphers. */
  tlsPolicy: z.string().nullable(),
  /** The least version that is accepted: `1.0` to `1.3`, or `SSLv3`. */
  minimumTlsVersion: z.string().nullable(),
  /** Native ids of the certificates that are shown, as far as they are told with it. */
  certificateIds: z.array(z.string()).nullable(),
});
export type Listener = z.infer<typeof listenerSchema>;

const ENCRYPTED = new Set<string | null>(['https', 'tls']);

/** Whether clients must speak TLS, which is known as soon as the protocol is. */
export function speaksTls({ protocol }: Pick<Listener, 'protocol'>): boolean {
  return ENCRYPTED.has(protocol);
}
