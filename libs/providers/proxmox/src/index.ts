export { proxmox } from './provider';
