export * from './attributes';
export * from './discovered-resource';
export * from './firewall-rule';
export * from './listener';
export * from './resource-type';
