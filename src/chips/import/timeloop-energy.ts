import { z } from 'zod';
import { parseDocument } from '../../foundation/document/document.js';
import { bareName } from './timeloop-architecture.js';

const energy = z.number().min(0).max(1e15);

const file = z.looseObject({
  ERT_summary: z.looseObject({
    version: z.union([z.number(), z.string()]),
    table_summary: z
      .array(
        z.looseObject({
          name: z.string().min(1).max(300),
          actions: z.array(z.looseObject({ name: z.string().min(1).max(100), energy })).max(100),
        }),
      )
      .max(1000),
  }),
});

/** Picojoules of one action of one instance, by component and action (`read`, `write`, `update`, `leak`, `compute`). */
export type ActionEnergies = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * The energies per action of an Accelergy energy reference table (`ERT_summary`). An access moves as many words as the
 * component is wide; `leak` is per cycle. Throws a UserError with every problem.
 *
 * @example
 * importTimeloopEnergy('ERT.yaml', text).get('mac')?.get('compute') // 0.207692
 */
export function importTimeloopEnergy(path: string, text: string): ActionEnergies {
  const { ERT_summary: table } = parseDocument(path, text, file).value;
  return new Map(
    table.table_summary.map(({ name, actions }) => [
      bareName(name),
      new Map(actions.map((action) => [action.name, action.energy])),
    ]),
  );
}
