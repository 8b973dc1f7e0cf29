import { Controller } from '@nestjs/common';
import { syncOrganization } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import { type OrganizationRequest, OrganizationsService } from './organizations.service';

@Controller()
export class RequestSyncHandler {
  constructor(private readonly organizations: OrganizationsService) {}

  @OnRequest(syncOrganization)
  handle(request: OrganizationRequest): Promise<{ requested: true }> {
    return this.organizations.requestSync(request);
  }
}
