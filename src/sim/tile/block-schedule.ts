import type { TilePlan } from './tile-plan.js';

/** How finely a kernel is simulated: what is one event's worth of work, and who does it. */
export interface BlockSchedule {
  /** Cores that move as one, each with a task of its own. */
  readonly coresPerLane: number;
  /** Lanes that have work. */
  readonly lanes: number;
  /** Tasks of one core that a block covers; 1 where a block is part of a task. */
  readonly tasksPerBlock: number;
  /** Load steps of a task that a block covers; all of them where it covers whole tasks. */
  readonly stepsPerBlock: number;
  readonly blocksPerTask: number;
  /** In all lanes together. */
  readonly blocks: number;
}

/** More lanes than this move in groups. */
const MOST_LANES = 512;

/**
 * The finest schedule of at most about `budget` blocks. Coarser blocks change when work is counted, never how much: first steps
 * of one task become one block, then tasks that follow each other on one core, and cores in lockstep where there are
 * more than 512.
 */
export function blockSchedule(
  plan: Pick<TilePlan, 'tasks' | 'steps' | 'stages' | 'staging'>,
  units: number,
  budget: number,
): BlockSchedule {
  const { tasks, steps } = plan;
  const coresPerLane = Math.ceil(Math.min(units, tasks) / MOST_LANES);
  const groups = Math.ceil(tasks / coresPerLane);
  const lanes = Math.min(groups, Math.ceil(units / coresPerLane));
  const perTask = Math.floor(budget / groups);
  if (perTask >= 1) {
    const stepsPerBlock = Math.max(leastSteps(plan), Math.ceil(steps / Math.min(steps, perTask)));
    const blocksPerTask = Math.ceil(steps / stepsPerBlock);
    return { coresPerLane, lanes, tasksPerBlock: 1, stepsPerBlock, blocksPerTask, blocks: groups * blocksPerTask };
  }
  const tasksPerBlock = Math.ceil(groups / Math.max(lanes, budget));
  const full = Math.floor(groups / lanes);
  const rest = groups - full * lanes;
  const blocks = rest * Math.ceil((full + 1) / tasksPerBlock) + (lanes - rest) * Math.ceil(full / tasksPerBlock);
  return { coresPerLane, lanes, tasksPerBlock, stepsPerBlock: steps, blocksPerTask: 1, blocks };
}

/** Memory that holds one block at a time is filled whole. */
function leastSteps({ steps, stages, staging }: Pick<TilePlan, 'steps' | 'stages' | 'staging'>): number {
  switch (staging) {
    case 'ahead':
      return 1;
    case 'streamed':
      return steps;
    case 'filled':
      return Math.min(steps, Math.max(1, stages));
  }
}

/** Blocks that a lane holds at once: its stages, and of coarse blocks as many as keep its loads flowing while it works. */
export function roomFor(plan: Pick<TilePlan, 'stages' | 'staging'>, schedule: BlockSchedule): number {
  const { stepsPerBlock, tasksPerBlock } = schedule;
  if (plan.staging !== 'ahead') return 1;
  if (stepsPerBlock === 1 && tasksPerBlock === 1) return plan.stages;
  return 2 + Math.ceil((plan.stages - 1) / stepsPerBlock);
}

/** Seconds of a task's loads through the port; of coarse blocks no faster than the stages of fine ones would let latency pass. */
export function feedSec(plan: TilePlan, { stepsPerBlock, tasksPerBlock }: BlockSchedule): number {
  if (stepsPerBlock === 1 && tasksPerBlock === 1) return plan.portSec;
  return Math.max(plan.portSec, (plan.steps * plan.loadLatencySec) / Math.max(1, plan.stages - 1));
}
