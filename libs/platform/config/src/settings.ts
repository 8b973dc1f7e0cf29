import { PROVIDER_IDS } from '@skyledger/resource-model';
import type { z } from 'zod';
import { define, type Setting } from './setting';
import { httpUrl } from './setting-schemas';
import { accountSettings } from './settings/account-settings';
import { apiSettings } from './settings/api-settings';
import { discoverySettings } from './settings/discovery-settings';
import { processSettings } from './settings/process-settings';
import { storageSettings } from './settings/storage-settings';
import { telemetrySettings } from './settings/telemetry-settings';

/** Every setting of the product, in the order of the documentation. */
export const settings = {
  ...processSettings,
  ...apiSettings,
  ...storageSettings,
  ...accountSettings,
  ...discoverySettings,
  ...telemetrySettings,
};

/** The setting that sends one provider's collectors to another address. */
export const endpointSetting = (provider: string): Setting<z.ZodType<string, string>, null> =>
  define({
    env: `SKYLEDGER_${provider.toUpperCase()}_ENDPOINT`,
    schema: httpUrl(),
    default: null,
    otherwise: "the provider's own addresses",
    description: `Address the collectors call instead of the provider's own: an emulator or a sovereign cloud. <PROVIDER> is one of ${PROVIDER_IDS.map((id) => id.toUpperCase()).join(', ')}.`,
    services: ['accounts', 'discovery-worker'],
  });
