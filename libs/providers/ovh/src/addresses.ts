import { textsOf } from '@skyledger/provider-sdk';
import ipaddr from 'ipaddr.js';

/** The address of a block of one, such as `192.0.2.1/32`; `null` for larger blocks and other text. */
export function singleAddress(block: string): string | null {
  const [address = '', length] = block.split('/');
  if (!ipaddr.isValid(address)) return null;
  const bits = ipaddr.parse(address).kind() === 'ipv4' ? '32' : '128';
  return length === undefined || length === bits ? address : null;
}

/** Whether an address is routed on the Internet; not so what cannot be read. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** The single addresses among blocks, each once, apart by where they are routed, in order. */
export function sortAddresses(raw: unknown): { publicIps: string[]; privateIps: string[] } {
  const addresses = textsOf(raw)
    .map(singleAddress)
    .filter((address) => address !== null);
  const sorted = [...new Set(addresses)].sort();
  return {
    publicIps: sorted.filter(isPublicAddress),
    privateIps: sorted.filter((address) => !isPublicAddress(address)),
  };
}

/** Whether a list of allowed blocks lets everybody in. */
export function allowsAnyone(blocks: readonly string[]): boolean {
  return blocks.some((block) => /\/0$/.test(block));
}
