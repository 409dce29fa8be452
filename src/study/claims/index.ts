export {
  type Claim,
  type ClaimInput,
  type ClaimTest,
  type ClaimVerdict,
  holds,
  judge,
  type Verdict,
  type VerdictFlip,
} from './claim.js';
export { CLAIMS } from './claims-list.js';
