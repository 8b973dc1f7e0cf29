/**
 * The smallest tier that holds the disk: 32, 64, 128, 512 and 1024 GiB.
 * Source: https://learn.microsoft.com/azure/virtual-machines/disks-types
 */
export function diskTier(sku: string, sizeGb: number): string {
  const letter = sku.startsWith('Premium') ? 'P' : sku.startsWith('StandardSSD') ? 'E' : 'S';
  const tiers = [
    [32, 4],
    [64, 6],
    [128, 10],
    [512, 20],
    [1024, 30],
  ] as const;
  return `${letter}${tiers.find(([upTo]) => sizeGb <= upTo)?.[1] ?? 40}`;
}
