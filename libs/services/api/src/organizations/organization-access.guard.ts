import { Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RowAccessGuard } from '../auth/row-access.guard';
import { UuidPipe } from '../http/path-id.pipe';
import { OrganizationRepository } from './organization.repository';

/** Sees to what the principal may do with the organisation that the route names. */
@Injectable()
export class OrganizationAccessGuard extends RowAccessGuard {
  constructor(reflector: Reflector, organizations: OrganizationRepository) {
    super(reflector, organizations, 'organisation', new UuidPipe('organisation'));
  }
}
