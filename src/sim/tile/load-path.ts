import { PRIORITY } from '../engine/priority-class.js';
import type { HandlerId, Simulator } from '../engine/simulator.js';
import { dealt, type LaneBlocks } from './lane-blocks.js';
import { type StallClock, WAITS_FOR_BANK, WAITS_FOR_DRAM, WAITS_FOR_PORT } from './stall-clock.js';
import type { TilePlan } from './tile-plan.js';
import type { TileProbe } from './tile-probe.js';
import { originOf, type SharedServers } from './tile-resources.js';

// Bound once: where code runs inside a vm context, as under jest, each look-up of a global costs as much as an event.
const { ceil, max } = Math;

const TICKS_PER_SECOND = 1e12;

/**
 * The way of loads from main memory to a core: channels, banks and the lane's port, each first come, first served. The first
 * pieces of a block go on before its last have come, and no load arrives before the latency has passed.
 */
export class LoadPath {
  dramRead = 0;
  cacheRead = 0;
  portTicks = 0;
  /** Tick at which the load of a slot is through the port. */
  readonly arrivedAt: Float64Array;
  /** What the last bytes of a slot's load wait for. */
  readonly heldBy: Uint8Array;
  /** Port ticks of one step. */
  readonly feedTicks: number;

  private readonly simulator: Simulator;
  private readonly plan: TilePlan;
  private readonly blocks: LaneBlocks;
  private readonly servers: SharedServers;
  private readonly stalls: StallClock;
  private readonly probe: TileProbe | null;
  private readonly room: number;
  private readonly latencyTicks: number;
  private readonly portFree: Float64Array;
  /** Tick at which the load of a slot has left channels and banks, and before which the latency lets it not arrive. */
  private readonly leftAt: Float64Array;
  private readonly soonest: Float64Array;
  /** Bytes that each lane has read from main memory and from the banks. */
  private readonly read: Float64Array;
  private readonly fetched: Float64Array;
  private readonly bankHandler: HandlerId;
  private readonly portHandler: HandlerId;
  private readonly arrival: HandlerId;

  constructor(
    simulator: Simulator,
    work: { readonly plan: TilePlan; readonly blocks: LaneBlocks; readonly room: number; readonly feedSec: number },
    servers: SharedServers,
    stalls: StallClock,
    probe: TileProbe | null,
    /** Fires with lane and block once the first step of a block can be worked on. */
    arrival: HandlerId,
  ) {
    const { plan, blocks, room } = work;
    const lanes = blocks.count.length;
    this.simulator = simulator;
    this.plan = plan;
    this.blocks = blocks;
    this.servers = servers;
    this.stalls = stalls;
    this.probe = probe;
    this.room = room;
    this.arrival = arrival;
    this.feedTicks = (work.feedSec * TICKS_PER_SECOND) / plan.steps;
    this.latencyTicks = plan.loadLatencySec * TICKS_PER_SECOND;
    this.portFree = new Float64Array(lanes);
    this.read = new Float64Array(lanes);
    this.fetched = new Float64Array(lanes);
    this.arrivedAt = new Float64Array(lanes * room);
    this.leftAt = new Float64Array(lanes * room);
    this.soonest = new Float64Array(lanes * room);
    this.heldBy = new Uint8Array(lanes * room);
    this.bankHandler = simulator.register('tile.bank', (lane, block) => this.passBanks(lane, block));
    this.portHandler = simulator.register('tile.port', (lane, block) => this.passPort(lane, block));
  }

  /** Sends a lane's block on its way. */
  load(lane: number, block: number): void {
    const { now } = this.simulator;
    const bytes = this.share(this.plan.traffic.dramRead, lane, block);
    const slot = this.slotOf(lane, block);
    let through = now;
    let first = now;
    if (bytes > 0) {
      const { channels } = this.servers;
      through = channels.serve(now, originOf(lane), this.read[lane]!, bytes);
      first = channels.firstEnd;
      this.read[lane]! += bytes;
      this.dramRead += bytes;
    }
    const soonest = now + this.latencyTicks;
    this.leftAt[slot] = through;
    this.soonest[slot] = soonest;
    this.stalls.asked(slot, now, bytes > 0 ? max(through, soonest) : now);
    this.simulator.schedule(ceil(first) - now, PRIORITY.arrival, this.bankHandler, lane, block);
  }

  private passBanks(lane: number, block: number): void {
    const { now } = this.simulator;
    const { banks } = this.servers;
    const bytes = this.share(this.plan.traffic.cacheRead, lane, block);
    const slot = this.slotOf(lane, block);
    const through = banks.serve(now, originOf(lane), this.fetched[lane]!, bytes);
    this.heldBy[slot] = through > this.leftAt[slot]! ? WAITS_FOR_BANK : WAITS_FOR_DRAM;
    this.leftAt[slot] = max(this.leftAt[slot]!, through);
    this.fetched[lane]! += bytes;
    this.cacheRead += bytes;
    this.stalls.passedBank(slot, through);
    this.simulator.schedule(ceil(banks.firstEnd) - now, PRIORITY.arrival, this.portHandler, lane, block);
  }

  private passPort(lane: number, block: number): void {
    const { now } = this.simulator;
    const slot = this.slotOf(lane, block);
    const steps = this.blocks.stepsOf(lane, block);
    const ticks = this.feedTicks * steps;
    const start = max(now, this.portFree[lane]!);
    this.portFree[lane] = start + ticks;
    this.portTicks += ticks;
    this.probe?.port(lane, start, start + ticks, false);
    const end = max(start + ticks, this.leftAt[slot]!, this.soonest[slot]!);
    this.arrivedAt[slot] = end;
    if (start + ticks >= this.leftAt[slot]!) this.heldBy[slot] = WAITS_FOR_PORT;
    const whole = this.plan.staging === 'filled' || steps === 1;
    const first = whole ? end : max(start + this.feedTicks, this.soonest[slot]!);
    this.simulator.schedule(ceil(first) - now, PRIORITY.arrival, this.arrival, lane, block);
  }

  private share(total: number, lane: number, block: number): number {
    return dealt(total, this.blocks.workBefore(lane, block), this.blocks.workBefore(lane, block + 1));
  }

  private slotOf(lane: number, block: number): number {
    return lane * this.room + (block % this.room);
  }
}
