export { type Expectation, expectedRevenue } from './expectations.js';
export {
  ALL_MECHANISMS,
  type LadderInput,
  type LadderMechanisms,
  type LadderParameters,
  type LadderPath,
  type StartVintage,
} from './ladder-input.js';
export { simulateLadder } from './simulate-ladder.js';
