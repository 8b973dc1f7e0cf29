export { digitalocean } from './provider';
