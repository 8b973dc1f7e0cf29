import { Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RowAccessGuard } from '../auth/row-access.guard';
import { UuidPipe } from '../http/path-id.pipe';
import { RoleBindingRepository } from './role-binding.repository';

/** Sees to what the principal may do with the role binding that the route names. */
@Injectable()
export class RoleBindingAccessGuard extends RowAccessGuard {
  constructor(reflector: Reflector, bindings: RoleBindingRepository) {
    super(reflector, bindings, 'role binding', new UuidPipe('role binding'));
  }
}
