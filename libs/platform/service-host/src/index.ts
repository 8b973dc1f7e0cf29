export { hostService, type HostedService, type HostOptions } from './host-service';
