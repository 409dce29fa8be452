import { chainTables } from '../../study/outcome/chain-tables.js';
import type { RewardsOutcome } from '../../study/run/rewards/rewards-outcome.js';
import { type Html, heading } from './html-page.js';
import { outcomeTableSections } from './outcome-table-sections.js';

/** What the chain emits under the rules that name one; nothing where none does. */
export function chainSections(chains: RewardsOutcome['chains']): Html[] {
  if (chains.length === 0) return [];
  return [heading('What the chain itself pays'), ...chainTables(chains).flatMap(outcomeTableSections)];
}
