export { type AuditEntry, AuditLog } from './audit-log';
export { differences } from './differences';
