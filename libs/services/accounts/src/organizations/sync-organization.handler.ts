import { Controller } from '@nestjs/common';
import { organizationSyncRequested, type OrganizationSyncRequested } from '@skyledger/contracts';
import { OnEvent } from '@skyledger/messaging';
import { OrganizationSyncService } from './organization-sync.service';

@Controller()
export class SyncOrganizationHandler {
  constructor(private readonly organizations: OrganizationSyncService) {}

  @OnEvent(organizationSyncRequested, {
    queue: 'accounts.organization.sync.requested',
    prefetch: 2,
  })
  async handle(request: OrganizationSyncRequested): Promise<void> {
    await this.organizations.sync(request);
  }
}
