import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { PROVIDER_IDS, RESOURCE_TYPES, SEVERITIES } from '@skyledger/resource-model';
import { ALL_CHECKS, checksFor } from './all-checks';

const folders = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => basename(path) === 'check.ts')
  .map((path) => join(__dirname, dirname(path)));

it('lists every check once', () => {
  expect(ALL_CHECKS.map((check) => check.id).sort()).toEqual(
    folders.map((f) => basename(f)).sort(),
  );
});

describe.each(folders.map((folder) => [basename(folder), folder] as const))('%s', (id, folder) => {
  const camelCase = id.replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());

  it('is exported alone, under its own name', () => {
    const exported = jest.requireActual<Record<string, unknown>>(join(folder, 'check'));
    expect(Object.keys(exported)).toEqual([camelCase]);
    expect(exported[camelCase]).toBe(ALL_CHECKS.find((check) => check.id === id));
  });

  it('has pass, fail and unknown cases', () => {
    const spec = readFileSync(join(folder, 'check.spec.ts'), 'utf8');
    expect(spec).toContain(`describeCheck(${camelCase}, {`);
  });
});

describe.each(ALL_CHECKS.map((check) => [check.id, check] as const))('%s', (id, check) => {
  it('has complete metadata', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(SEVERITIES).toContain(check.severity);
    expect(RESOURCE_TYPES).toContain(check.appliesTo);
    expect(check.title).toMatch(/^[A-Z].{10,100}[^.]$/);
    expect(check.risk).toMatch(/^[A-Z].{20,}\.$/);
    const { text, ...byProvider } = check.remediation;
    expect(text).toMatch(/^[A-Z].{15,}\.$/);
    expect(PROVIDER_IDS).toEqual(expect.arrayContaining(Object.keys(byProvider)));
  });

  it('refers to documents over https', () => {
    expect(check.references.length).toBeGreaterThan(0);
    for (const reference of check.references) expect(new URL(reference).protocol).toBe('https:');
  });

  it('is found by its resource type', () => {
    expect(checksFor(check.appliesTo)).toContain(check);
  });
});

it('has nothing for a type without checks', () => {
  expect(checksFor('placement_group')).toEqual([]);
});
