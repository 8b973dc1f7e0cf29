export { ovh } from './provider';
