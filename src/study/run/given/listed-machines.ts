import type { Band } from '../../../foundation/quantity/estimate.js';
import { bitcoinHardware } from '../../../pow-model/history/bitcoin-data.js';
import { monthOf } from '../../../pow-model/history/month.js';
import type { MarketMachine } from '../../../pow-model/market/fleet/market-input.js';
import type { GivenHardwareFile } from '../../files/given/given-hardware-file.js';
import type { GivenMachines } from './given-machines.js';

type HashList = Extract<GivenHardwareFile, { kind: 'hash-list' }>;
type BitcoinList = Extract<GivenHardwareFile, { kind: 'bitcoin-list' }>;

/** Watts of a machine of a list; only counts of machines depend on them (Antminer S21: 3500 W). */
const LISTED_WATTS = 3500;
/** Prices of new machines over their middle: 0.6 to 1.6 USD/W about 0.8. */
const PRICE_LOW = 0.75;
const PRICE_HIGH = 2;
/** Screen of CBECI, 36 to 120 months of little effect. */
const LIFE_YEARS: Band = { value: 5, low: 3, high: 10 };

const VENDORS: Readonly<Record<string, string>> = {
  Antminer: 'Bitmain',
  Avalon: 'Canaan',
  BFL: 'Butterfly Labs',
  Innosilicon: 'Innosilicon',
  KnC: 'KnCMiner',
  Whatsminer: 'MicroBT',
};

interface Listed {
  readonly label: string;
  readonly vendor: string;
  readonly fromYear: number;
  readonly joulesPerHash: number;
  readonly usdPerWatt: number;
}

/** Machines of a list that the file states, with their measured efficiency. */
export function listedMachines(hardware: HashList): GivenMachines {
  const { unitCostShare, research } = hardware;
  const list = hardware.machines.map(({ label, vendor, from, energy, price }) => ({
    label,
    vendor,
    fromYear: from,
    joulesPerHash: energy,
    usdPerWatt: price,
  }));
  return hashMachines(list, { unitCostShare, researchShare: research });
}

/** Bitcoin's machines, dated from the month at which the horizon starts. */
export function bitcoinMachines(hardware: BitcoinList): GivenMachines {
  const start = monthOf(hardware.start);
  const list = bitcoinHardware().map(({ model, shipped, joulesPerTh }) => ({
    label: model,
    vendor: VENDORS[model.split(' ')[0]!] ?? 'others',
    fromYear: (shipped - start) / 12,
    joulesPerHash: joulesPerTh / 1e12,
    usdPerWatt: hardware.price,
  }));
  return hashMachines(list, { unitCostShare: hardware.unitCostShare, researchShare: hardware.research });
}

function hashMachines(list: readonly Listed[], maker: MarketMachine['maker']): GivenMachines {
  const machines = list.map((one, index): MarketMachine => {
    const price = one.usdPerWatt * LISTED_WATTS;
    return {
      profile: {
        id: `machine-${index + 1}`,
        label: one.label,
        chip: one.label,
        vendor: one.vendor,
        generalPurpose: false,
        chips: 1,
        workUnit: 'hash',
        workPerSec: exactly(LISTED_WATTS / one.joulesPerHash),
        tokensPerSec: { value: null, reason: 'Hashing serves no tokens.' },
        powerW: exactly(LISTED_WATTS),
        priceUsd: { value: price, low: price * PRICE_LOW, high: price * PRICE_HIGH },
        lifetimeYears: LIFE_YEARS,
        usefulShare: 0,
        verificationShare: 0,
      },
      entry: { kind: 'purchase' },
      maker,
      availableFromYear: one.fromYear,
      progressPerYear: 0,
    };
  });
  return {
    machines,
    workLabel: 'SHA-256d hashing',
    notes: ['Machines are those of a list, with nameplate efficiency: a market with a given list cannot change chips.'],
  };
}

function exactly(value: number): Band {
  return { value, low: value, high: value };
}
