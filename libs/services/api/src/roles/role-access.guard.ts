import { Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RowAccessGuard } from '../auth/row-access.guard';
import { RoleIdPipe } from './role-id';
import { RoleRepository } from './role.repository';

/** Sees to what the principal may do with the role that the route names. */
@Injectable()
export class RoleAccessGuard extends RowAccessGuard {
  constructor(reflector: Reflector, roles: RoleRepository) {
    super(reflector, roles, 'role', new RoleIdPipe());
  }
}
