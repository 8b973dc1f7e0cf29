import { Controller } from '@nestjs/common';
import { deleteOrganization } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import { type OrganizationRequest, OrganizationsService } from './organizations.service';

@Controller()
export class DeleteOrganizationHandler {
  constructor(private readonly organizations: OrganizationsService) {}

  @OnRequest(deleteOrganization)
  handle(request: OrganizationRequest): Promise<{ deleted: true }> {
    return this.organizations.delete(request);
  }
}
