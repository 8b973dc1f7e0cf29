import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@skyledger/database';
import { PROVIDERS_AVAILABLE } from '@skyledger/providers';
import type { Principal } from '../auth/principal';
import { FindingRepository } from '../findings/finding.repository';
import { type JsonText, withMembers } from '../http/json-text';
import { PROVIDER_LOADER, type ProviderLoader } from '../http/provider-loader';
import { type ResourceDetail, ResourceRepository } from './resource.repository';

/** Puts together all that is known of one resource. */
@Injectable()
export class ResourceDetailService {
  constructor(
    private readonly database: Database,
    private readonly resources: ResourceRepository,
    private readonly findings: FindingRepository,
    @Inject(PROVIDER_LOADER) private readonly loadProvider: ProviderLoader,
  ) {}

  /** @returns null when there is none that the principal may read */
  async show(principal: Principal, id: string): Promise<JsonText | null> {
    const found = await this.database.withTenant(principal.tenantId, async (tx) => {
      const detail = await this.resources.find(tx, principal, id);
      if (detail === null) return null;
      return { detail, findings: await this.findings.ofResource(tx, id) };
    });
    if (found === null) return null;
    return withMembers(found.detail.resource, {
      findings: JSON.stringify(found.findings),
      console_url: JSON.stringify(await this.consoleLink(found.detail)),
      raw: found.detail.raw ?? 'null',
    });
  }

  private async consoleLink(resource: ResourceDetail): Promise<string | null> {
    if (!PROVIDERS_AVAILABLE.includes(resource.provider)) return null;
    const provider = await this.loadProvider(resource.provider);
    return provider.consoleLink(resource);
  }
}
