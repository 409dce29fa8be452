import { subnetPay } from '../../pow-model/rules/bittensor-rule.js';
import { workShare } from '../../pow-model/rules/reward-rule.js';
import type { ChainRule } from '../files/fields/reward-rule-fields.js';
import { figureColumn, keyColumn, type OutcomeTable } from './outcome-table.js';

type Row = readonly (string | number | null)[];

const RAO = 1e9;
const coins = (rao: bigint): number => Number(rao) / RAO;
const percent = (share: number): string => `${Number((share * 100).toPrecision(4))} %`;

/** What the chain emits under the rules that name one: by subnet, and by miner and validator where weights are given. */
export function chainTables(chains: readonly ChainRule[]): OutcomeTable[] {
  if (chains.length === 0) return [];
  const paid = epochRows(chains);
  return [emissionTable(chains), ...(paid.length > 0 ? [epochTable(paid)] : [])];
}

/** What reaches whom under a rule that names a chain, in a sentence. */
export function chainSentence({ id, block, rule }: ChainRule): string {
  const large = rule.work.find(({ workloadClass }) => workloadClass === 'large-model')?.share ?? 0;
  return `${id}: ${coins(block.taoRao)} TAO a block, shared by the rule ${block.rule.id}; of the emission ${percent(large)} reach miners of large models, ${percent(workShare(rule) - large)} other miners, ${percent(rule.stake)} stakers, ${percent(rule.owner)} owners, and ${percent(rule.burn)} are burned.`;
}

function emissionTable(chains: readonly ChainRule[]): OutcomeTable {
  return {
    id: 'chain',
    title: 'What a block of the chain emits, by subnet',
    notes: [
      ...chains.map(chainSentence),
      'The TAO goes into pools and buys alpha; owners, miners and stakers are paid in alpha. Shares of the emission weigh each subnet by its TAO.',
    ],
    columns: [
      keyColumn('rule'),
      keyColumn('subnet'),
      figureColumn('emission_share', '1'),
      figureColumn('miners_share', '1'),
      figureColumn('tao', 'TAO'),
      figureColumn('tao_to_pool', 'TAO'),
      figureColumn('tao_buys_alpha', 'TAO'),
      figureColumn('alpha_to_pool', 'alpha'),
      figureColumn('alpha_out', 'alpha'),
      figureColumn('alpha_owner', 'alpha'),
      figureColumn('alpha_miners', 'alpha'),
      figureColumn('alpha_burned', 'alpha'),
      figureColumn('alpha_validators', 'alpha'),
      figureColumn('alpha_root', 'alpha'),
    ],
    rows: chains.flatMap(({ id, block }) =>
      block.subnets.map(
        (one): Row => [
          id,
          one.id,
          one.share,
          one.share * subnetPay(one).miners,
          coins(one.taoRao),
          coins(one.taoInRao),
          coins(one.chainBuyRao),
          coins(one.alphaInRao),
          coins(one.alphaOutRao),
          coins(one.ownerRao),
          coins(one.minersRao - one.burnedRao),
          coins(one.burnedRao),
          coins(one.validatorsRao),
          coins(one.rootRao),
        ],
      ),
    ),
  };
}

function epochRows(chains: readonly ChainRule[]): Row[] {
  return chains.flatMap(({ id, block }) =>
    block.subnets.flatMap((subnet) => {
      if (subnet.epoch === null) return [];
      const rows = (role: string, amounts: readonly bigint[]) =>
        amounts.map((amount, i): Row => [id, subnet.id, `${role} ${i + 1}`, coins(amount)]);
      return [...rows('miner', subnet.epoch.miners), ...rows('validator', subnet.epoch.validators)];
    }),
  );
}

function epochTable(rows: readonly Row[]): OutcomeTable {
  return {
    id: 'chain_neurons',
    title: 'What Yuma consensus pays in a subnet, a block',
    notes: [
      "Before the burn of the miners' part; a validator's pay includes what goes to those who stake with it and to root.",
    ],
    columns: [keyColumn('rule'), keyColumn('subnet'), keyColumn('neuron'), figureColumn('alpha_paid', 'alpha')],
    rows,
  };
}
