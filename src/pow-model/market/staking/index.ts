export { type StakingFigures, stakingFigures } from './staking-figures.js';
