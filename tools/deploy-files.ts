import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpointSetting, type Setting, settings } from '@skyledger/config';
import { PROVIDER_IDS } from '@skyledger/resource-model';
import { parse } from 'yaml';

/** A container as Compose describes it. */
export interface Container {
  image?: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, unknown>;
}

export const root = join(__dirname, '..');
/** The text of a file of the project. */
export const text = (path: string): string => readFileSync(join(root, path), 'utf8');
/** What a YAML file of the project holds. */
export const yaml = (path: string): unknown => parse(text(path), { merge: true });

export const compose = yaml('docker-compose.yml') as {
  services: Record<string, Container>;
  volumes: Record<string, unknown>;
};
export const containers = Object.entries(compose.services);
/** The containers that run what is built here. */
export const ours = containers.filter(([, { image }]) => image === 'skyledger:local');
/** Every setting there is, by the name of its variable. */
export const knownSettings = new Set([
  ...Object.values<Setting>(settings).map(({ env }) => env),
  ...PROVIDER_IDS.map((id) => endpointSetting(id).env),
]);
