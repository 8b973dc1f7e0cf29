/** The CIDR blocks that make up a range of IPv4 addresses, both ends included; none for no range. */
export function rangeToCidrs(start: string, end: string): string[] {
  const first = toNumber(start);
  const last = toNumber(end);
  if (first === null || last === null) return [];
  const cidrs: string[] = [];
  for (let from = first; from <= last;) {
    // The largest block that begins here and does not reach past the end.
    let bits = 0;
    while (bits < 32 && from % 2 ** (bits + 1) === 0 && from + 2 ** (bits + 1) - 1 <= last) {
      bits += 1;
    }
    cidrs.push(`${toAddress(from)}/${32 - bits}`);
    from += 2 ** bits;
  }
  return cidrs;
}

function toNumber(address: string): number | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address.trim());
  if (!match) return null;
  const octets = match.slice(1).map(Number);
  if (octets.some((octet) => octet > 255)) return null;
  return octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

function toAddress(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}
