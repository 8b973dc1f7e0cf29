export { rotateKeys, type RotatedTable } from './rotate-keys';
export { SEALED_TABLES, type SealedTable } from './sealed-tables';
