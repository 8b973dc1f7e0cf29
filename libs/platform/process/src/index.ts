export {
  type ProcessContext,
  type ProcessOptions,
  type Running,
  runProcess,
  VERSION,
} from './run-process';
