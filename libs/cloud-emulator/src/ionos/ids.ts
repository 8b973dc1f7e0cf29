import { hex8, mix32, saltOf, unmix32 } from '../estate/random';

/** Ids of one kind in one place, in the form of UUIDs, each of which leads back to its number. */
export interface IdSpace {
  idOf(index: number): string;
  /** The number an id claims to have, or null. */
  indexOf(id: string): number | null;
}

export function idSpace(...parts: readonly (string | number)[]): IdSpace {
  const salt = saltOf('ionos', ...parts);
  return {
    idOf: (index) => {
      const first = hex8(mix32(index ^ salt));
      const second = hex8(mix32(salt ^ 0x5bd1e995 ^ index));
      const third = hex8(mix32(~salt ^ index));
      return (
        `${first}-${second.slice(0, 4)}-4${second.slice(5)}-` +
        `a${third.slice(0, 3)}-${third.slice(3)}${first.slice(0, 7)}`
      );
    },
    indexOf: (id) => {
      const match = /^([0-9a-f]{8})-[0-9a-f-]{27}$/.exec(id);
      return match ? (unmix32(parseInt(match[1] ?? '', 16)) ^ salt) >>> 0 : null;
    },
  };
}
