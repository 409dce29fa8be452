import type { ClaimVerdict } from '../claims/index.js';
import { column, keyColumn, type OutcomeTable, textColumn } from './outcome-table.js';

/** The claims with their verdicts; `needs` says in words what a result must be for a claim to hold. */
export function claimsTables(
  claims: readonly ClaimVerdict[],
  needs: (claim: ClaimVerdict) => string,
): readonly OutcomeTable[] {
  return [
    {
      id: 'claims',
      title: 'Claims made for proof-of-work AI, recomputed',
      notes: [],
      columns: [
        keyColumn('claim'),
        textColumn('verdict'),
        column('metric', 'quantity'),
        column('unit', 'unit'),
        column('low', 'low'),
        column('value', 'best'),
        column('high', 'high'),
        textColumn('needs'),
      ],
      rows: claims.map((claim) => {
        const { low, best, high } = claim.result;
        return [claim.id, claim.verdict, claim.quantity, claim.unit, low, best, high, needs(claim)];
      }),
    },
  ];
}
