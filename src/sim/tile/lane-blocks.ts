import type { BlockSchedule } from './block-schedule.js';
import type { TilePlan } from './tile-plan.js';

// Bound once: where code runs inside a vm context, as under jest, each look-up of a global costs as much as an event.
const { ceil, floor, min } = Math;

/** Which tasks and steps each block of each lane is; lanes take the tasks in turn. */
export class LaneBlocks {
  /** Blocks of each lane. */
  readonly count: Int32Array;

  private readonly steps: number;
  private readonly tasks: number;
  private readonly schedule: BlockSchedule;
  /** Tasks of each lane, one for each of its cores, and single tasks of all lanes before it. */
  private readonly groups: Int32Array;
  private readonly before: Float64Array;
  private readonly shortLane: number;
  /** Cores of the short lane that have no task in its last turn. */
  private readonly missing: number;

  constructor(plan: Pick<TilePlan, 'tasks' | 'steps'>, schedule: BlockSchedule) {
    this.steps = plan.steps;
    this.tasks = plan.tasks;
    this.schedule = schedule;
    const { lanes, coresPerLane, tasksPerBlock, blocksPerTask } = schedule;
    const groups = ceil(plan.tasks / coresPerLane);
    this.groups = new Int32Array(lanes);
    this.count = new Int32Array(lanes);
    this.before = new Float64Array(lanes + 1);
    this.shortLane = (groups - 1) % lanes;
    this.missing = groups * coresPerLane - plan.tasks;
    for (let lane = 0; lane < lanes; lane++) {
      const turns = floor(groups / lanes) + (lane < groups % lanes ? 1 : 0);
      this.groups[lane] = turns;
      this.count[lane] = tasksPerBlock > 1 ? ceil(turns / tasksPerBlock) : turns * blocksPerTask;
      this.before[lane + 1] = this.before[lane]! + this.singleTasks(lane, turns);
    }
  }

  /** Load steps of a block on each core of the lane. */
  stepsOf(lane: number, block: number): number {
    const { stepsPerBlock, tasksPerBlock, blocksPerTask } = this.schedule;
    if (tasksPerBlock > 1) return this.turnsEndedBy(lane, block) * this.steps;
    return min(stepsPerBlock, this.steps - (block % blocksPerTask) * stepsPerBlock);
  }

  /** Tasks that end with a block on each core of the lane. */
  turnsEndedBy(lane: number, block: number): number {
    return this.turnsBefore(lane, block + 1) - this.turnsBefore(lane, block);
  }

  /** Tasks that end with a block, those of all cores of the lane counted. */
  tasksEndedBy(lane: number, block: number): number {
    return (
      this.singleTasks(lane, this.turnsBefore(lane, block + 1)) - this.singleTasks(lane, this.turnsBefore(lane, block))
    );
  }

  /** Share of the kernel's work, 0 to 1, that lies before a block in the order of lanes. */
  workBefore(lane: number, block: number): number {
    const { stepsPerBlock, blocksPerTask } = this.schedule;
    const turns = this.turnsBefore(lane, block);
    const done = this.singleTasks(lane, turns);
    const steps = (block % blocksPerTask) * stepsPerBlock;
    const inTask = steps === 0 ? 0 : ((this.singleTasks(lane, turns + 1) - done) * steps) / this.steps;
    return (this.before[lane]! + done + inTask) / this.tasks;
  }

  /** Share of the kernel's tasks that have ended before a block. */
  tasksBefore(lane: number, block: number): number {
    return (this.before[lane]! + this.singleTasks(lane, this.turnsBefore(lane, block))) / this.tasks;
  }

  private turnsBefore(lane: number, block: number): number {
    const { tasksPerBlock, blocksPerTask } = this.schedule;
    return min(this.groups[lane]!, floor(block / blocksPerTask) * tasksPerBlock);
  }

  private singleTasks(lane: number, turns: number): number {
    const tasks = turns * this.schedule.coresPerLane;
    return lane === this.shortLane && turns === this.groups[lane] ? tasks - this.missing : tasks;
  }
}

/**
 * The part of a whole amount that lies between two shares. Differences of floor(total x share) add up to the total exactly,
 * however finely it is dealt out.
 *
 * @example dealt(10, 0, 1 / 3) + dealt(10, 1 / 3, 1) // 10
 */
export function dealt(total: number, from: number, to: number): number {
  return floor(total * to) - floor(total * from);
}
