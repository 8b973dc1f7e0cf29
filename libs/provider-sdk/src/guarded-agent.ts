import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector } from 'undici';

const LONGEST_CONNECT_MS = 10_000;

/** How a server proves who it is. Without any of these: by a certificate of a public authority. */
export interface GuardedTls {
  /** `false` accepts any certificate; a pinned fingerprint is still checked. Default true. */
  readonly rejectUnauthorized?: boolean;
  /** Certificates in PEM to trust instead of the public authorities. */
  readonly ca?: string;
  /**
   * SHA-256 of the server's own certificate, in hex, with or without colons. It alone decides then:
   * neither the issuer nor the name nor the dates are looked at.
   */
  readonly fingerprint?: string;
}

export interface GuardedAgentOptions {
  readonly tls?: GuardedTls;
  /** Lets it connect to this machine; for addresses that an operator chose, never for a user's. */
  readonly allowLoopback?: boolean;
  /** Every address of a host name; the system's resolver unless told. */
  readonly resolve?: (hostname: string) => Promise<readonly string[]>;
}

/** The guard did not let a connection come about. Nothing was sent. */
export class GuardRefusal extends Error {
  constructor(
    readonly code: 'ADDRESS_REFUSED' | 'FINGERPRINT_MISMATCH',
    message: string,
  ) {
    super(message);
    this.name = 'GuardRefusal';
  }
}

/**
 * An agent for addresses that users supply. It decides when it connects and not before, on the
 * addresses it connects to: what a name resolves to is looked up once, and exactly that is used, so
 * a name that means something else a moment later gains nothing. A name of which any address is
 * refused is refused altogether.
 *
 * Refused is whatever could be this machine or the cloud it runs in: loopback, link-local, metadata
 * services, unspecified, multicast, broadcast and reserved addresses, also inside IPv6 forms of IPv4
 * addresses. Private networks are allowed: that is where people run what they give addresses of.
 *
 * Redirects are not its business: `HttpClient` refuses them.
 */
export function createGuardedAgent(options: GuardedAgentOptions = {}): Agent {
  const { tls = {}, allowLoopback = false, resolve = resolveBySystem } = options;
  const pinned = tls.fingerprint === undefined ? null : normalizedFingerprint(tls.fingerprint);
  const connector = buildConnector({
    timeout: LONGEST_CONNECT_MS,
    // A resumed session would not show its certificate again.
    maxCachedSessions: 0,
    rejectUnauthorized: pinned === null && tls.rejectUnauthorized !== false,
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
    lookup: guardedLookup(resolve, allowLoopback),
  });
  return new Agent({
    connect: (target, callback) => {
      try {
        // No lookup is made for a host that is an address already.
        const host = target.hostname.replace(/^\[(.*)\]$/, '$1');
        if (isIP(host) !== 0) refuseAddress(host, allowLoopback);
      } catch (error) {
        callback(error as Error, null);
        return;
      }
      connector(target, (...outcome) => {
        const [error, socket] = outcome;
        if (error !== null || pinned === null) {
          callback(...outcome);
          return;
        }
        const refusal = certificateRefusal(socket, pinned);
        if (refusal === null) {
          callback(null, socket);
        } else {
          socket.destroy();
          callback(refusal, null);
        }
      });
    },
  });
}

/** The guard's refusal in an error, which `fetch` hides in the cause; `null` when it is another. */
export function findGuardRefusal(error: unknown): GuardRefusal | null {
  let current = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    if (current instanceof GuardRefusal) return current;
    current = current.cause;
  }
  return null;
}

/** Whether the guard would connect to the address. What is no address at all is refused. */
export function mayConnectTo(address: string, allowLoopback = false): boolean {
  if (!ipaddr.isValid(address)) return false;
  let parsed = ipaddr.parse(address);
  for (;;) {
    if (isMetadataService(parsed)) return false;
    const embedded = embeddedIpv4(parsed);
    if (embedded === null) break;
    parsed = embedded;
  }
  const range = parsed.range();
  return ALLOWED_RANGES.has(range) || (allowLoopback && range === 'loopback');
}

/** Everything else is refused, ranges that are yet to be defined as well. */
const ALLOWED_RANGES = new Set<string>(['unicast', 'private', 'uniqueLocal', 'carrierGradeNat']);

/** Metadata and platform services outside of the link-local ranges, which are refused as a whole. */
const METADATA_SERVICES = [
  'fd00:ec2::/32', // AWS
  'fd20:ce::/32', // Google Cloud
  'fd00:42::42/128', // Scaleway
  '100.100.100.200/32', // Alibaba Cloud
  '168.63.129.16/32', // Azure
].map((cidr) => ipaddr.parseCIDR(cidr));

function isMetadataService(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return METADATA_SERVICES.some(
    ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
  );
}

/**
 * The IPv4 address that an IPv6 address leads to: mapped, translated (NAT64, SIIT) or tunnelled
 * (6to4). Translation prefixes of a network's own cannot be told from other addresses.
 */
function embeddedIpv4(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | null {
  if (!(address instanceof ipaddr.IPv6)) return null;
  const bytes = address.toByteArray();
  const range: string = address.range();
  if (range === '6to4') return new ipaddr.IPv4(bytes.slice(2, 6));
  // IPv4-compatible is long out of use (RFC 4291, 2.5.5.1), yet some systems may still honour it.
  const compatible = range === 'unicast' && bytes.slice(0, 12).every((byte) => byte === 0);
  const atTheEnd = compatible || EMBEDDING_AT_THE_END.has(range);
  return atTheEnd ? new ipaddr.IPv4(bytes.slice(12)) : null;
}

/** Mapped, and translated by SIIT and NAT64. */
const EMBEDDING_AT_THE_END = new Set(['ipv4Mapped', 'rfc6145', 'rfc6052']);

function refuseAddress(address: string, allowLoopback: boolean): void {
  if (mayConnectTo(address, allowLoopback)) return;
  throw new GuardRefusal('ADDRESS_REFUSED', `connections to ${address} are not allowed`);
}

async function resolveBySystem(hostname: string): Promise<string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address);
}

/** Node connects to what its lookup answers, so an answer that was checked is what it connects to. */
function guardedLookup(
  resolve: (hostname: string) => Promise<readonly string[]>,
  allowLoopback: boolean,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        try {
          for (const address of addresses) refuseAddress(address, allowLoopback);
          const [first] = addresses;
          if (first === undefined) {
            throw Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' });
          }
          const found = addresses.map((address) => ({ address, family: isIP(address) }));
          if (options.all === true) callback(null, found);
          else callback(null, first, isIP(first));
        } catch (error) {
          callback(error as Error, '');
        }
      },
      (error: unknown) => callback(error as Error, ''),
    );
  };
}

function certificateRefusal(socket: Socket, pinned: string): GuardRefusal | null {
  // Without TLS there is no certificate to pin.
  if (!(socket instanceof TLSSocket)) return null;
  const shown = socket.getPeerX509Certificate()?.fingerprint256;
  if (shown !== undefined && normalizedFingerprint(shown) === pinned) return null;
  return new GuardRefusal(
    'FINGERPRINT_MISMATCH',
    `the server's certificate has another fingerprint (${shown ?? 'none was shown'})`,
  );
}

function normalizedFingerprint(fingerprint: string): string {
  return fingerprint.replaceAll(':', '').toLowerCase();
}
