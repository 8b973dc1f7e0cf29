export { ALL_CHECKS, checksFor } from './all-checks';
