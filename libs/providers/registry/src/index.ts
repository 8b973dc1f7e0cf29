export { loadProvider, PROVIDERS_AVAILABLE, UnknownProvider } from './registry';
