import { ln } from '../../foundation/numeric/portable-math.js';
import { freeEntryMargin } from '../../pow-model/market/fleet/break-even.js';
import { alphaShares } from '../../pow-model/protocols/bittensor/alpha-emission.js';
import type { Claim, ClaimInput } from './claim.js';

const OP_ED = 'D. and D. Liberman, "AI needs proof-of-work" (coinpectra.com); the authors founded Gonka';

const BITCOIN_TWH: ClaimInput = {
  name: "Bitcoin's electricity in 2024",
  unit: 'TWh/yr',
  low: 131,
  best: 138,
  high: 176.7,
  source:
    'Cambridge Digital Mining Industry Report 2025 (138); CBECI quoted by MacroMicro, annualised in March 2025 (176.7, high); low end: 558 EH/s x 28.2 J/TH less 5 %',
};

const MINERS_OF_ALPHA = alphaShares().miners;

const HOURS_1000 = 8.766;

/** The claims, in the order in which they are usually made. */
export const CLAIMS: readonly Claim[] = [
  {
    id: 'asic-over-gpu',
    claim: 'ASICs are hundreds of thousands of times more efficient than the best Nvidia graphics cards',
    madeBy: OP_ED,
    quantity: 'hashes per joule of an ASIC over those of a GPU, SHA-256d',
    unit: 'x',
    test: { kind: 'at-least', value: 100_000 },
    inputs: [
      {
        name: 'joules per TH of the GPU',
        unit: 'J/TH',
        low: 40_521,
        best: 40_955,
        high: 54_054,
        source:
          'RTX 4090: hashcat 21.98 GH/s single SHA, halved, at 450 W (best; an RTX 5090 at 28.35 GH/s and 575 W gives 40,560); Fl4shMiner v1.1.8: RTX 4090 9.6 GH/s at 389 W (low), RTX 3080 Ti (high)',
      },
      {
        name: 'joules per TH of the ASIC',
        unit: 'J/TH',
        low: 9.5,
        best: 13.5,
        high: 17.5,
        source: 'nameplates: Antminer S23 Hyd (low), S21 XP (best), S21 (high)',
      },
    ],
    compute: ([gpu, asic]) => gpu! / asic!,
    remark:
      'The claim turns on the baseline: against a GPU of 2010 (HD 5870, 565,000 J/TH) the ratio is 42,000, against a desktop CPU of 2009 (33 MJ/TH, a user report) 2.5 million. A whole S21 XP does 24,600 times the hashes of one RTX 4090.',
  },
  {
    id: 'sixteen-gigawatt',
    claim: 'The network has a capacity of 16 GW',
    madeBy: OP_ED,
    quantity: 'mean electric power of Bitcoin mining in 2024',
    unit: 'GW',
    test: { kind: 'about', value: 16, factor: 1.15 },
    inputs: [BITCOIN_TWH],
    compute: ([twh]) => twh! / HOURS_1000,
    remark: 'A mean draw of one year, not a capacity.',
  },
  {
    id: 'ten-million-blackwell',
    claim: 'That is 10 million of the most powerful Blackwell GPUs',
    madeBy: OP_ED,
    quantity: 'Blackwell GPUs, with their systems, that the power would run',
    unit: 'million',
    test: { kind: 'about', value: 10, factor: 1.5 },
    inputs: [
      BITCOIN_TWH,
      {
        name: 'kilowatts a GPU',
        unit: 'kW',
        low: 1,
        best: 1.79,
        high: 1.79,
        source:
          'DGX B200 14.3 kW / 8 (best, high); NVL72 about 120 kW / 72 = 1.67; chip alone 1.0 kW (low) (thedailyscout.com, kshirol-dev.github.io, fridayswithfaraday.com)',
      },
      {
        name: 'overhead of the site',
        unit: 'PUE',
        low: 1.06,
        best: 1.16,
        high: 1.28,
        source: 'direct-to-chip liquid cooling, hyperscale median and band (aiinframap.com, 2026)',
      },
    ],
    compute: ([twh, kilowatts, pue]) => twh! / HOURS_1000 / (kilowatts! * pue!),
    remark: 'Right order of magnitude; the figure hangs on whether the system or the chip is counted.',
  },
  {
    id: 'larger-than-ai-sites',
    claim: 'Larger in sheer scale than OpenAI, Azure, AWS, Google Cloud and xAI together (their AI sites)',
    madeBy: OP_ED,
    quantity: "Bitcoin's power over that of the frontier AI sites known in July 2025",
    unit: 'x',
    test: { kind: 'at-least', value: 1 },
    inputs: [
      BITCOIN_TWH,
      {
        name: 'power of frontier AI sites',
        unit: 'GW',
        low: 2,
        best: 2.8,
        high: 6,
        source:
          'Epoch, July 2025: Google 927, Anthropic 819, OpenAI 684, xAI 368 MW (aigazine.com); AWS does not disclose: doubled for the high end',
      },
    ],
    compute: ([twh, sites]) => twh! / HOURS_1000 / sites!,
    remark:
      'True for 2024 to mid 2025. US AI alone is expected at 20 to 30 GW by late 2027 (nextbigfuture.com), which would turn it.',
  },
  {
    id: 'larger-than-data-centres',
    claim: 'Larger in sheer scale than the big clouds together (all their data centres)',
    madeBy: OP_ED,
    quantity: "Bitcoin's power over that of all data centres of Google, Microsoft and Amazon",
    unit: 'x',
    test: { kind: 'at-least', value: 1 },
    inputs: [
      BITCOIN_TWH,
      {
        name: 'power of their data centres',
        unit: 'GW',
        low: 8,
        best: 9.7,
        high: 13,
        source:
          'about 100 TWh of four hyperscalers less 15 of Meta, 2023 to 2024: Google 30.8, Microsoft 24 TWh (genixplay.com, itc.ua); the rest is not disclosed: the range is an assumption',
      },
    ],
    compute: ([twh, clouds]) => twh! / HOURS_1000 / clouds!,
    remark:
      'Different years and undisclosed parts: the ratio is known to a third at best. OpenAI and xAI add about 1 GW, within the range.',
  },
  {
    id: 'five-to-miners',
    claim: "Miners of large models get 5 % of Bittensor's emission, holders 95 %",
    madeBy: OP_ED,
    quantity: 'share of emission that reaches miners of large models',
    unit: 'share',
    test: { kind: 'at-most', value: 0.05 },
    inputs: [
      {
        name: 'share of alpha paid to miners',
        unit: 'share',
        low: MINERS_OF_ALPHA,
        best: MINERS_OF_ALPHA,
        high: MINERS_OF_ALPHA,
        source: 'opentensor/subtensor@14bc6f9: run_coinbase.rs',
      },
      {
        name: 'share of emission on subnets that serve large models',
        unit: 'share',
        low: 0.01,
        best: null,
        high: 1,
        source: 'not known: nearly the whole range, without a best value',
      },
      {
        name: 'share of miner emission not burned',
        unit: 'share',
        low: 0.1,
        best: null,
        high: 1,
        source: 'not known: measured on chain as miner_burned, but no figure was found; no best value',
      },
    ],
    compute: ([miners, subnets, kept]) => miners! * subnets! * kept!,
    remark:
      'No protocol constant says 5 %. It needs 12.2 % of emission on such subnets, or 87.8 % of miner emission burned.',
  },
  {
    id: 'fifteen-years',
    claim: 'It took fifteen years to go from GPUs to ASICs',
    madeBy: OP_ED,
    quantity: 'years from the first GPU mining to the first ASIC on sale',
    unit: 'years',
    test: { kind: 'about', value: 15, factor: 1.25 },
    inputs: [
      {
        name: 'first ASIC on sale',
        unit: 'year',
        low: 2013,
        best: 2013.04,
        high: 2013.8,
        source: 'Avalon 1, 2013-01 (low, best); first 28 nm machines in number, 2013-10 (high)',
      },
      {
        name: 'first GPU mining',
        unit: 'year',
        low: 2010.5,
        best: 2010.55,
        high: 2010.9,
        source: 'CBECI classes: worst GPU 2010-07, best GPU 2010-11',
      },
    ],
    compute: ([asic, gpu]) => asic! - gpu!,
    remark:
      'ASICs came within about three years; what took the other twelve was refinement, at the pace of the foundries.',
  },
  {
    id: 'cheap-as-electricity',
    claim: 'Paid for as Bitcoin is, AI work becomes as cheap as electricity within a decade',
    madeBy: OP_ED,
    quantity: 'share of electricity in what work costs, in steady progress with free entry',
    unit: 'share',
    test: { kind: 'at-least', value: 0.9 },
    inputs: [
      {
        name: 'price of a machine',
        unit: 'USD/W',
        low: 0.6,
        best: 0.8,
        high: 48,
        source: 'hash ASICs 0.6 to 0.8; H100 class at list price 48 (cited prices over nameplate power)',
      },
      {
        name: 'progress of the frontier',
        unit: 'log/yr',
        low: 0.05,
        best: 0.24,
        high: 0.5,
        source: '98 J/TH (2016-06) to 11 (2025-07) is 0.24',
      },
      { name: 'required return', unit: '/yr', low: 0.1, best: 0.2, high: 0.4, source: 'assumption' },
      {
        name: 'electricity price',
        unit: 'USD/kWh',
        low: 0.045,
        best: 0.05,
        high: 0.08,
        source: 'Cambridge survey 2024 (0.045), Luxor 2022 (0.08)',
      },
    ],
    compute: ([usdPerWatt, progress, discount, usdPerKwh]) => {
      const x = freeEntryMargin(usdPerWatt!, usdPerKwh!, 1.1, discount!, progress!, Number.POSITIVE_INFINITY);
      return ln(x) / (x - 1);
    },
    remark:
      'First a statement on margins and capital: electricity is 3 % of the cost of a GPU at list price and two thirds of that of a hash ASIC. It comes to 80 to 90 % only where progress stalls.',
  },
];
