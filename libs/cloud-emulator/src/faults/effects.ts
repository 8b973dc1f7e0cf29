import type { EmulatedItem } from '../estate/collection';
import type { Tag } from '../estate/names';
import type { FaultEffect } from './fault-rule';

type EffectOf<K extends FaultEffect['type']> = Extract<FaultEffect, { type: K }>;

/** The first effect of a type among those that strike a request. */
export function effectOf<K extends FaultEffect['type']>(
  effects: readonly FaultEffect[],
  type: K,
): EffectOf<K> | undefined {
  return effects.find((effect): effect is EffectOf<K> => effect.type === type);
}

/** The number of items a page may have, after faults. */
export function faultyLimit(effects: readonly FaultEffect[], limit: number): number {
  return effectOf(effects, 'huge-page')?.items ?? limit;
}

/** The items of a page after the faults that change them. */
export function faultyItems<T extends EmulatedItem>(
  effects: readonly FaultEffect[],
  items: readonly T[],
): readonly T[] {
  if (effects.length === 0) return items;
  if (effectOf(effects, 'empty-page')) return [];
  const rename = effectOf(effects, 'rename');
  const changed = rename
    ? items.map((item, at) => (at === (rename.position ?? 0) ? renamed(item, rename.name) : item))
    : [...items];
  const first = changed[0];
  if (first && effectOf(effects, 'duplicate-item')) changed.push(first);
  return changed;
}

/** The body after the faults that work on text. */
export function faultyBody(
  effects: readonly FaultEffect[],
  body: string,
  nullField: (body: string, field: string) => string,
): string {
  let text = body;
  for (const effect of effects) {
    if (effect.type === 'null-fields') {
      for (const field of effect.fields) text = nullField(text, field);
    } else if (effect.type === 'replace-text') {
      text = text.replace(effect.find, () => effect.replace);
    } else if (effect.type === 'malformed') {
      text = text.slice(0, Math.floor(text.length * 0.6));
    }
  }
  return text;
}

function renamed<T extends EmulatedItem>(item: T, name: string): T {
  if (!('tags' in item) || !Array.isArray(item.tags)) return { ...item, name };
  const tags = (item.tags as Tag[]).filter(([key]) => key !== 'Name');
  return { ...item, name, tags: [['Name', name] satisfies Tag, ...tags] };
}
