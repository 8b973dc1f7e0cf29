import type { EmulatedCloud } from './cloud/cloud';
import { azureCloud } from './azure/azure.cloud';
import { digitalOceanCloud } from './digitalocean/digitalocean-cloud';
import { gcpCloud } from './gcp/gcp.cloud';
import { ionosCloud } from './ionos/ionos-cloud';
import { ovhCloud } from './ovh/ovh-cloud';
import { proxmoxCloud } from './proxmox/proxmox-cloud';
import { scalewayCloud } from './scaleway/scaleway-cloud';

/** Every provider the emulator speaks for besides AWS and Hetzner. */
export const CLOUDS: readonly EmulatedCloud[] = [
  azureCloud,
  digitalOceanCloud,
  gcpCloud,
  ionosCloud,
  ovhCloud,
  proxmoxCloud,
  scalewayCloud,
];
