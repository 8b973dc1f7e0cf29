import { Controller } from '@nestjs/common';
import { createOrganization } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import {
  type CreateOrganizationRequest,
  type CreateOrganizationResponse,
  OrganizationsService,
} from './organizations.service';

@Controller()
export class CreateOrganizationHandler {
  constructor(private readonly organizations: OrganizationsService) {}

  @OnRequest(createOrganization)
  handle(request: CreateOrganizationRequest): Promise<CreateOrganizationResponse> {
    return this.organizations.create(request);
  }
}
