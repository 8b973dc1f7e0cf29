export { azure } from './provider';
