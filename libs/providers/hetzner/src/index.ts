export { hetzner } from './provider';
