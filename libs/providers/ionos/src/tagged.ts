import type { Page, PageWarning } from '@skyledger/provider-sdk';
import { isDenied } from './classify-error';
import type { IonosClient } from './client';
import { NO_TAGS, type Tags } from './tags';

const LABELS_DENIED: PageWarning = {
  code: 'labels_denied',
  message: 'labels may not be read, so that resources have no tags',
};

/** What labels there are, and the warning that pages made without them need. */
export interface KnownTags {
  tags: Tags;
  warnings: readonly PageWarning[];
}

/**
 * Labels that may not be read are not worth losing the resources for.
 * @throws ProviderError when reading them fails otherwise
 */
export async function knownTags(client: Pick<IonosClient, 'allTags'>): Promise<KnownTags> {
  try {
    return { tags: await client.allTags(), warnings: [] };
  } catch (error) {
    if (isDenied(error)) return { tags: NO_TAGS, warnings: [LABELS_DENIED] };
    throw error;
  }
}

/** The page with the warning that it was made without labels, where it was. */
export function withWarnings(page: Page, { warnings }: KnownTags): Page {
  return { ...page, warnings: [...(page.warnings ?? []), ...warnings] };
}
