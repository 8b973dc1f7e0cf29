import { Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RowAccessGuard } from '../auth/row-access.guard';
import { LedgerIdPipe } from '../http/path-id.pipe';
import { ResourceRepository } from './resource.repository';

/** Sees to what the principal may do with the resource that the route names. */
@Injectable()
export class ResourceAccessGuard extends RowAccessGuard {
  constructor(reflector: Reflector, resources: ResourceRepository) {
    super(reflector, resources, 'resource', new LedgerIdPipe('resource'));
  }
}
