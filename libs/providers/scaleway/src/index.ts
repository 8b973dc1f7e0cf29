export { scaleway } from './provider';
