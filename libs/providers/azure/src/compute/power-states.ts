import { listOf, recordOf, textOf } from '@skyledger/provider-sdk';
import { armId } from '../arm-id';
import { listPages, type ArmLister } from '../list-pages';
import { VIRTUAL_MACHINE_STATES } from './compute-lists';

/** Power states by the id of the machine, such as `running` or `deallocated`. */
export type PowerStates = ReadonlyMap<string, string>;

/**
 * Reads the power state of every machine: one list more, instead of one request a machine. Resource Graph
 * has it as well, as it was when it last looked.
 */
export async function readPowerStates(client: ArmLister): Promise<PowerStates> {
  const states = new Map<string, string>();
  for await (const { items } of listPages(client, VIRTUAL_MACHINE_STATES)) {
    for (const item of items) {
      const id = armId(recordOf(item)['id']);
      const state = powerStateOf(item);
      if (id !== null && state !== null) states.set(id, state);
    }
  }
  return states;
}

/** What follows `PowerState/` among the codes of the instance view. */
export function powerStateOf(raw: unknown): string | null {
  const view = recordOf(recordOf(recordOf(raw)['properties'])['instanceView']);
  for (const status of listOf(view['statuses'])) {
    const code = textOf(recordOf(status)['code']);
    const match = code === null ? null : /^PowerState\/(.+)$/i.exec(code);
    if (match?.[1] !== undefined) return match[1].toLowerCase();
  }
  return null;
}
