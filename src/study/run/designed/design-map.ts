import { scaleBand } from '../../../foundation/quantity/band-arithmetic.js';
import {
  type DesignedInput,
  designThreshold,
  type NreCase,
  productLifeValue,
  simulateDesigned,
  unitCost,
  yearsToDesign,
} from '../../../pow-model/market/design/index.js';
import type { ChipDelay } from './chip-delay.js';

/** A point of the map. */
export interface MapCell {
  readonly emissionUsdPerYear: number;
  readonly workShare: number;
  /** Null where the work runs on general-purpose hardware. */
  readonly generationNm: number | null;
  readonly makers: number;
  readonly usdPerWorkYear: number;
}

/** Emission value against share for work, with the generation that each point pays for. */
export interface DesignMap {
  readonly emissionsUsdPerYear: readonly number[];
  readonly workShares: readonly number[];
  /** Row by row of emission, each share in turn; by NRE case. */
  readonly cells: Readonly<Record<NreCase, readonly MapCell[]>>;
  /** The hyperbolas w Y = W* of each design against the general-purpose hardware, USD a year. */
  readonly thresholds: readonly {
    readonly optionId: string;
    readonly label: string;
    readonly processNm: number;
    readonly usdPerYear: Readonly<Record<NreCase, number>>;
  }[];
}

const CASES: readonly NreCase[] = ['low', 'value', 'high'];

/** Computes the map; each cell is a run of the market with designers. */
export function designMap(
  base: DesignedInput,
  emissionsUsdPerYear: readonly number[],
  workShares: readonly number[],
): DesignMap {
  const cellsOf = (nreCase: NreCase) =>
    emissionsUsdPerYear.flatMap((emission) =>
      workShares.map((share) => {
        const out = simulateDesigned({ ...base, nreCase, workUsdPerYear: emission * share });
        return {
          emissionUsdPerYear: emission,
          workShare: share,
          generationNm: out.generationNm,
          makers: out.makers,
          usdPerWorkYear: out.usdPerWorkYear,
        };
      }),
    );
  const { reference, owner } = base;
  const old = unitCost(reference.joulesPerWork, reference.marketUsdPerWork, owner).total;
  return {
    emissionsUsdPerYear: [...emissionsUsdPerYear],
    workShares: [...workShares],
    cells: { low: cellsOf('low'), value: cellsOf('value'), high: cellsOf('high') },
    thresholds: base.options.map((option) => {
      const ratio = unitCost(option.joulesPerWork, option.factoryUsdPerWork, owner).total / old;
      const life = productLifeValue(base.designerDiscountPerYear, option.leadYears, base.productLifeYears);
      const [low, value, high] = CASES.map((nreCase) => designThreshold(option.nreUsd[nreCase], life, ratio));
      return {
        optionId: option.id,
        label: option.label,
        processNm: option.processNm,
        usdPerYear: { low: low!, value: value!, high: high! },
      };
    }),
  };
}

/** The break-even share (W* over Y) of each generation: the share for work that pays for it, and above 1 that none does. */
export function breakEvenShares(map: DesignMap, emissionUsdPerYear: number) {
  return map.thresholds.map(({ label, processNm, usdPerYear }) => ({
    label,
    processNm,
    share: scaleBand(usdPerYear, 1 / emissionUsdPerYear),
  }));
}

/** Years until each payment covers each chip (equation 3.9): waiting for the money and for the foundry, then the lead. */
export function chipDelays(
  base: DesignedInput,
  map: DesignMap,
  payments: readonly { readonly ruleId: string; readonly workUsdPerYear: number }[],
): ChipDelay[] {
  const outside = base.overlap * base.outsideUsdPerYear;
  return payments.flatMap(({ ruleId, workUsdPerYear }) =>
    map.thresholds.map(({ label, usdPerYear }, i) => {
      const option = base.options[i]!;
      const years = (nreCase: NreCase) => {
        const needed = usdPerYear[nreCase] - outside;
        const paid = needed <= workUsdPerYear ? 0 : yearsToDesign(needed, workUsdPerYear, base.growthPerYear, 0);
        const wait = Math.max(paid, option.nodeAvailableYear, 0) + option.leadYears;
        return Number.isFinite(wait) ? wait : null;
      };
      return { ruleId, label, years: { lowNre: years('low'), value: years('value'), highNre: years('high') } };
    }),
  );
}
