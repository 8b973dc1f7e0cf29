export interface InstanceType {
  readonly name: string;
  readonly architecture: 'x86_64' | 'arm64';
  readonly cores: number;
  readonly threadsPerCore: number;
}

/** A mix of current types; repeated entries make the common ones common. */
export const INSTANCE_TYPES: readonly InstanceType[] = [
  { name: 't3.micro', architecture: 'x86_64', cores: 1, threadsPerCore: 2 },
  { name: 't3.medium', architecture: 'x86_64', cores: 1, threadsPerCore: 2 },
  { name: 't3.medium', architecture: 'x86_64', cores: 1, threadsPerCore: 2 },
  { name: 't4g.small', architecture: 'arm64', cores: 2, threadsPerCore: 1 },
  { name: 'm6i.large', architecture: 'x86_64', cores: 1, threadsPerCore: 2 },
  { name: 'm6i.xlarge', architecture: 'x86_64', cores: 2, threadsPerCore: 2 },
  { name: 'm7g.large', architecture: 'arm64', cores: 2, threadsPerCore: 1 },
  { name: 'c6i.2xlarge', architecture: 'x86_64', cores: 4, threadsPerCore: 2 },
  { name: 'c7g.xlarge', architecture: 'arm64', cores: 4, threadsPerCore: 1 },
  { name: 'r6i.large', architecture: 'x86_64', cores: 1, threadsPerCore: 2 },
  { name: 'r6i.4xlarge', architecture: 'x86_64', cores: 8, threadsPerCore: 2 },
  { name: 'i4i.xlarge', architecture: 'x86_64', cores: 2, threadsPerCore: 2 },
];
