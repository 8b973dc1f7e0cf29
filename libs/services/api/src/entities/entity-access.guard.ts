import { Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RowAccessGuard } from '../auth/row-access.guard';
import { UuidPipe } from '../http/path-id.pipe';
import { EntityRepository } from './entity.repository';

/** Sees to what the principal may do with the entity that the route names. */
@Injectable()
export class EntityAccessGuard extends RowAccessGuard {
  constructor(reflector: Reflector, entities: EntityRepository) {
    super(reflector, entities, 'entity', new UuidPipe('entity'));
  }
}
