import { speaksTls, type Listener } from '@skyledger/resource-model';

/** What a payload tells of a listener; what is left out is not observed. */
export type ToldListener = Pick<Listener, 'protocol' | 'fromPort' | 'toPort'> &
  Partial<Omit<Listener, 'protocol' | 'fromPort' | 'toPort'>>;

/** A listener with its fields in one order. What only TLS or only HTTP has is so of others by nature. */
function toListener(told: ToldListener): Listener {
  const { protocol, fromPort, toPort } = told;
  const isPlain = protocol !== null && !speaksTls(told);
  return {
    protocol,
    fromPort,
    toPort,
    redirectsToHttps:
      protocol === null || protocol === 'http' ? (told.redirectsToHttps ?? null) : false,
    tlsPolicy: isPlain ? null : (told.tlsPolicy ?? null),
    minimumTlsVersion: isPlain ? null : (told.minimumTlsVersion ?? null),
    certificateIds: isPlain ? [] : (told.certificateIds?.toSorted() ?? null),
  };
}

/** Listeners in an order that does not depend on the payload's: by port, then by protocol. */
export function toListeners(told: readonly ToldListener[]): Listener[] {
  return told.map(toListener).sort((a, b) => {
    const [first, second] = [sortKey(a), sortKey(b)];
    return first < second ? -1 : first > second ? 1 : 0;
  });
}

function sortKey(listener: Listener): string {
  return `${String(listener.fromPort ?? -1).padStart(5, '0')} ${JSON.stringify(listener)}`;
}

/** Every certificate that listeners show, each once and sorted. */
export function certificatesOf(listeners: readonly Listener[] | null): string[] {
  const ids = (listeners ?? []).flatMap(({ certificateIds }) => certificateIds ?? []);
  return [...new Set(ids)].sort();
}
