import { define, type Setting } from '../setting';
import { text, wholeNumber } from '../setting-schemas';

/** Where a process listens, and where the embedded form keeps its data. */
export const processSettings = {
  port: define({
    env: 'PORT',
    schema: wholeNumber(0, 65535),
    default: '3000',
    description: 'Port of the REST API; 0 takes a free one.',
    services: ['gateway'],
  }),
  host: define({
    env: 'SKYLEDGER_HOST',
    schema: text(1, 'an address or host name to listen on'),
    default: { embedded: '127.0.0.1', distributed: '0.0.0.0' },
    description: 'Address the HTTP servers listen on.',
  }),
  healthPort: define({
    env: 'HEALTH_PORT',
    schema: wholeNumber(0, 65535),
    default: '9464',
    description:
      'Port of /health/live, /health/ready and /metrics in services without a REST API; 0 takes a free one.',
    forms: 'distributed',
    services: ['accounts', 'scheduler', 'discovery-worker', 'check-evaluator', 'agent-matcher'],
  }),
  dataDir: define({
    env: 'SKYLEDGER_DATA_DIR',
    schema: text(1, 'a folder'),
    default: '.skyledger',
    description: 'Folder of the embedded database and of the generated encryption key.',
    forms: 'embedded',
  }),
} satisfies Record<string, Setting>;
