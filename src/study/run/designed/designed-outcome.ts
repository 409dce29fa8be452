import type { ComparisonRule } from '../comparison/comparison-pay.js';
import type { ComparedRule } from '../comparison/comparison-rules.js';
import type { ChipDelay } from './chip-delay.js';
import type { DesignMap } from './design-map.js';
import type { DesignPath } from './design-paths.js';
import type { DesignStaircases } from './design-staircase.js';
import type { Tornado } from './design-tornado.js';
import type { PaidComparison } from './design-uncertainty.js';
import type { NamedNetwork } from './named-networks.js';
import type { ChipVerdict } from './verdict-flips.js';

/** Break-even share for work of a generation: W* over the emission value; above 1 no share suffices. */
export interface BreakEvenShare {
  readonly label: string;
  readonly processNm: number;
  readonly share: { readonly low: number; readonly value: number; readonly high: number };
}

/** A chip that makers could bring, as its description gives it. */
export interface DesignChoice {
  readonly id: string;
  readonly label: string;
  readonly processNm: number;
  /** J/TMAC and USD per TMAC/s at factory cost, both at the arrays' peak. */
  readonly joulesPerWork: number;
  readonly factoryUsdPerWork: number;
  readonly nreUsd: { readonly low: number; readonly value: number; readonly high: number };
  /** Calendar year from which a foundry takes it. */
  readonly availableYear: number;
  readonly leadYears: number;
}

/** What a market of designers makes of each rule. */
export interface DesignedEconomy {
  readonly kind: 'designed';
  readonly name: string;
  readonly title: string;
  readonly mode: string;
  /** What the pictures of the outcome are drawn around. */
  readonly scenario: {
    readonly emissionUsdPerYear: number;
    readonly outsideUsdPerYear: number;
    readonly overlap: number;
    readonly soldByMiners: number;
    readonly soldByHolders: number;
    /** Rules that pay for work. */
    readonly rules: readonly { readonly id: string; readonly label: string; readonly share: number }[];
  };
  readonly options: readonly DesignChoice[];
  readonly comparisons: readonly {
    readonly comparison: ComparisonRule;
    readonly label: string;
    readonly rules: readonly ComparedRule[];
  }[];
  /** Each rule that pays for work against the reference rule, at equal emission and price. */
  readonly uncertainty: readonly ({
    readonly ruleId: string;
    readonly against: string;
    readonly verdict: ChipVerdict;
    readonly tornado: Tornado;
  } & PaidComparison)[];
  /** Each rule that pays for work over the years, at equal emission and price. */
  readonly paths: readonly DesignPath[];
  readonly delays: readonly ChipDelay[];
  readonly staircases: DesignStaircases;
  readonly networks: readonly NamedNetwork[];
  readonly breakEven: readonly BreakEvenShare[];
  readonly map: DesignMap | null;
  readonly summary: readonly string[];
  readonly assumptions: readonly string[];
}
