import type { DesignedEconomy } from './designed/designed-outcome.js';
import type { GivenEconomy } from './given/given-outcome.js';
import type { ReplayEconomy } from './replay/replay-outcome.js';
import type { RewardsOutcome } from './rewards/rewards-outcome.js';

/** What a study of any kind found; `kind` is that of its file. */
export type StudyResult = RewardsOutcome | GivenEconomy | DesignedEconomy | ReplayEconomy;
