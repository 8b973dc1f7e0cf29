export { gcp } from './provider';
