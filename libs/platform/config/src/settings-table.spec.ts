import type { Setting } from './setting';
import { settings } from './settings';
import { settingsTable } from './settings-table';

describe('settingsTable', () => {
  const lines = settingsTable().trimEnd().split('\n');

  it('has one well-formed row for each setting', () => {
    for (const { env } of Object.values<Setting>(settings)) {
      expect(lines.filter((line) => line.startsWith(`| \`${env}\` |`))).toHaveLength(1);
    }
    expect(new Set(lines.map((line) => line.split(' | ').length))).toEqual(new Set([5]));
  });

  it('shows defaults per form, secrets and the rule for endpoints', () => {
    const row = (env: string): string => lines.find((line) => line.includes(`\`${env}\``)) ?? '';
    expect(row('SKYLEDGER_HOST')).toContain('`127.0.0.1` embedded, `0.0.0.0` distributed');
    expect(row('CLOUD_ENCRYPTION_KEY')).toContain('Secret.');
    expect(row('SKYLEDGER_<PROVIDER>_ENDPOINT')).toContain('HETZNER');
  });
});

describe('settings', () => {
  const all = Object.values<Setting>(settings);

  it('names each variable once and describes each', () => {
    expect(new Set(all.map(({ env }) => env)).size).toBe(all.length);
    for (const setting of all) {
      expect(setting.description).toMatch(/\.$/);
      expect(setting.schema.description).toBeTruthy();
      expect(setting.default === null).toBe(setting.otherwise !== undefined);
    }
  });

  it('hides everything that carries a key, a token or a login', () => {
    const hidden = all.filter(({ secret }) => secret).map(({ env }) => env);
    expect(hidden.sort()).toEqual([
      'AMQP_URL',
      'CLOUD_ENCRYPTION_KEY',
      'CLOUD_ENCRYPTION_KEYS_OLD',
      'DATABASE_MIGRATION_URL',
      'DATABASE_URL',
      'REDIS_URL',
      'SKYLEDGER_ADMIN_TOKEN',
    ]);
  });
});
