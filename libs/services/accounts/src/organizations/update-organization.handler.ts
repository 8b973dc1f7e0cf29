import { Controller } from '@nestjs/common';
import { updateOrganization } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import { OrganizationsService, type UpdateOrganizationRequest } from './organizations.service';

@Controller()
export class UpdateOrganizationHandler {
  constructor(private readonly organizations: OrganizationsService) {}

  @OnRequest(updateOrganization)
  handle(request: UpdateOrganizationRequest): Promise<{ version: string }> {
    return this.organizations.update(request);
  }
}
