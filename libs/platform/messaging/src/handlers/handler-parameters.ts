import { Ctx, Payload } from '@nestjs/microservices';

/** Nest passes a handler its context only where asked to: handlers receive the payload and the context. */
export const HandlerParameters: MethodDecorator = (target, method) => {
  Payload()(target, method, 0);
  Ctx()(target, method, 1);
};
