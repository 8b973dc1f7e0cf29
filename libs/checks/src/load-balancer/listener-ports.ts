import type { Listener } from '@skyledger/resource-model';

/** `port 80`, `ports 80, 8000-8010` or `every port` of listeners, for a reason. */
export function portsOf(listeners: readonly Listener[]): string {
  const ports = listeners.map(({ fromPort, toPort }) =>
    fromPort === toPort ? fromPort : `${fromPort}-${toPort}`,
  );
  if (ports.includes(null)) return 'every port';
  const distinct = [...new Set(ports)];
  return `${distinct.length === 1 ? 'port' : 'ports'} ${distinct.join(', ')}`;
}
