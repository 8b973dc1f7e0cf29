export { ApiModule } from './api.module';
export {
  createApiAdapter,
  DOCS_PATH,
  OPENAPI_PATH,
  openApiDocument,
  setUpApi,
} from './api-application';
export { DEFAULT_TENANT_ID, type Principal } from './auth/principal';
export { type Permission, PERMISSIONS } from './auth/permission';
export { TokensService } from './tokens/tokens.service';
