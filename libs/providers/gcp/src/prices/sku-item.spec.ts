import { skuItem } from './sku-item';

const itemOf = (
  description: string,
  resourceGroup: string,
  usageType = 'OnDemand',
  resourceFamily = 'Compute',
): string | null => {
  const sold = skuItem(description, { resourceFamily, resourceGroup, usageType });
  return sold && `${sold.item} ${sold.usageUnit}`;
};

describe('skuItem', () => {
  it.each([
    ['E2 Instance Core running in Americas', 'CPU', 'e2/core h'],
    ['E2 Custom Instance Ram running in Paris', 'RAM', 'e2-custom/ram GiBy.h'],
    ['N1 Predefined Instance Core running in Zurich', 'N1Standard', 'n1/core h'],
    ['N1 Predefined Instance Ram running in Zurich', 'N1Standard', 'n1/ram GiBy.h'],
    ['Custom Instance Core running in Americas', 'CPU', 'n1-custom/core h'],
    ['N2 Instance Core running in Sao Paulo', 'CPU', 'n2/core h'],
    ['N2 Custom Instance Ram running in Sao Paulo', 'RAM', 'n2-custom/ram GiBy.h'],
    ['N2D AMD Instance Core running in Americas', 'CPU', 'n2d/core h'],
    ['N2D AMD Custom Instance Core running in Americas', 'CPU', 'n2d-custom/core h'],
    ['Compute optimized Core running in Americas', 'CPU', 'c2/core h'],
    ['Compute optimized Instance Ram running in Madrid', 'RAM', 'c2/ram GiBy.h'],
    ['C4A Arm Instance Core running in Americas', 'CPU', 'c4a/core h'],
    ['Memory-optimized Instance Core running in Tokyo', 'CPU', 'm1/core h'],
    ['M3 Memory-optimized Instance Core running in Tokyo', 'CPU', 'm3/core h'],
    ['Micro Instance with burstable CPU running in Americas', 'F1Micro', 'f1-micro h'],
    ['Small Instance with 1 VCPU running in Americas', 'G1Small', 'g1-small h'],
  ])('%s', (description, group, item) => {
    expect(itemOf(description, group)).toBe(item);
    expect(itemOf(`Spot Preemptible ${description}`, group, 'Preemptible')).toBe(`spot/${item}`);
    expect(itemOf(`Preemptible ${description}`, group, 'Preemptible')).toBe(`spot/${item}`);
    expect(itemOf(description, group, 'Commit1Yr')).toBeNull();
  });

  it.each([
    ['Storage PD Capacity', 'PDStandard', 'pd-standard GiBy.mo'],
    ['Storage PD Capacity in Los Angeles', 'PDStandard', 'pd-standard GiBy.mo'],
    ['SSD backed PD Capacity in Paris', 'SSD', 'pd-ssd GiBy.mo'],
    ['Balanced PD Capacity in Paris', 'SSD', 'pd-balanced GiBy.mo'],
    ['Regional Storage PD Capacity in Paris', 'PDStandard', 'regional/pd-standard GiBy.mo'],
    ['Regional Balanced PD Capacity in Paris', 'SSD', 'regional/pd-balanced GiBy.mo'],
  ])('%s', (description, group, item) => {
    expect(itemOf(description, group, 'OnDemand', 'Storage')).toBe(item);
    expect(itemOf(description, group, 'Preemptible', 'Storage')).toBeNull();
    expect(itemOf(description, group)).toBeNull();
  });

  it.each([
    ['Commitment v1: N2 Cpu in Americas for 1 Year', 'CPU'],
    ['N2 Sole Tenancy Instance Core running in Americas', 'CPU'],
    ['Sole Tenancy Instance RAM running in Jakarta', 'RAM'],
    ['Sole Tenancy Premium for N2 Sole Tenancy Instance Core running in Americas', 'CPU'],
    ['N2 Custom Extended Instance Ram running in Americas', 'RAM'],
    ['Custom Extended Instance Ram running in Americas', 'RAM'],
    ['Reserved N2 Instance Core running in Americas', 'CPU'],
    ['DWS Defined Duration N2 Instance Core running in Americas', 'CPU'],
    ['Memory Optimized Upgrade Premium for Memory-optimized Instance Core running in Tokyo', 'CPU'],
    ['M4Ultramem224 Instance Core running in Americas', 'CPU'],
    ['A2 Instance Core running in Americas', 'CPU'],
    ['Z9 Instance Core running in Americas', 'CPU'],
    ['C4 Instance Local SSD running in Americas', 'LocalSSD'],
    ['Nvidia L4 GPU running in Americas', 'GPU'],
    ['Nvidia Tesla T4 GPU attached to Spot Preemptible VMs running in Americas', 'GPU'],
    ['N2 Instance Core', 'CPU'],
    ['N2 Instance Core running in Americas', 'GPU'],
    ['N2 Instance Ram running in Americas', 'CPU'],
    ['Medium Instance with 1 VCPU running in Americas', 'G1Small'],
    ['constructor Core running in Americas', 'CPU'],
    ['', ''],
  ])('is nothing for %s (%s)', (description, group) => {
    expect(itemOf(description, group)).toBeNull();
    expect(itemOf(`Spot Preemptible ${description}`, group, 'Preemptible')).toBeNull();
  });

  it.each([
    'Hyperdisk Balanced Capacity in Paris',
    'Extreme PD Capacity in Paris',
    'Storage PD Snapshot in Paris',
    'SSD backed Local Storage in Paris',
    'Balanced PD Capacity: odd',
  ])('is nothing for the storage %s', (description) => {
    expect(itemOf(description, 'SSD', 'OnDemand', 'Storage')).toBeNull();
  });

  it('believes a description and a category that agree alone', () => {
    const description = 'Spot Preemptible N2 Instance Core running in Americas';
    expect(itemOf(description, 'CPU', 'OnDemand')).toBeNull();
    expect(itemOf('N2 Instance Core running in Americas', 'CPU', 'Preemptible')).toBeNull();
  });
});
