/** The clouds a subscription can be in. */
export const CLOUD_NAMES = ['public', 'usgovernment', 'china'] as const;
export type CloudName = (typeof CLOUD_NAMES)[number];

/** Addresses of one cloud. */
export interface AzureCloud {
  /** Azure Resource Manager. */
  readonly management: string;
  /** Microsoft Entra ID, which gives out tokens. */
  readonly authority: string;
  /** What a token for Resource Manager is asked for. */
  readonly scope: string;
  readonly portal: string;
  /** The public price list; `null` where the cloud has none of this form. */
  readonly prices: string | null;
}

/**
 * Sources: https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure
 * and https://learn.microsoft.com/azure/china/resources-developer-guide. The price list is documented
 * for the commercial cloud alone; China has a sheet of its own to download:
 * https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices
 */
export const CLOUDS: Readonly<Record<CloudName, AzureCloud>> = {
  public: {
    management: 'https://management.azure.com',
    authority: 'https://login.microsoftonline.com',
    scope: 'https://management.azure.com/.default',
    portal: 'https://portal.azure.com',
    prices: 'https://prices.azure.com',
  },
  usgovernment: {
    management: 'https://management.usgovcloudapi.net',
    authority: 'https://login.microsoftonline.us',
    scope: 'https://management.core.usgovcloudapi.net/.default',
    portal: 'https://portal.azure.us',
    prices: null,
  },
  china: {
    management: 'https://management.chinacloudapi.cn',
    authority: 'https://login.chinacloudapi.cn',
    scope: 'https://management.core.chinacloudapi.cn/.default',
    portal: 'https://portal.azure.cn',
    prices: null,
  },
};

/** The cloud a region is in; their names do not overlap. */
export function cloudOfRegion(region: string | null): AzureCloud {
  if (region?.startsWith('usgov') || region?.startsWith('usdod')) return CLOUDS.usgovernment;
  return region?.startsWith('china') ? CLOUDS.china : CLOUDS.public;
}
