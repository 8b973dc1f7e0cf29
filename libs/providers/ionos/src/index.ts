export { ionos } from './provider';
