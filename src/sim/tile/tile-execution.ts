import { PRIORITY } from '../engine/priority-class.js';
import type { HandlerId, Simulator } from '../engine/simulator.js';
import { type BlockSchedule, feedSec, roomFor } from './block-schedule.js';
import { dealt, LaneBlocks } from './lane-blocks.js';
import { LoadPath } from './load-path.js';
import { StallClock } from './stall-clock.js';
import type { TilePlan } from './tile-plan.js';
import type { TileProbe } from './tile-probe.js';
import { originOf, type SharedServers } from './tile-resources.js';

// Bound once: where code runs inside a vm context, as under jest, each look-up of a global costs as much as an event.
const { ceil, max } = Math;

const TICKS_PER_SECOND = 1e12;

/** One kernel on its cores: every lane loads blocks ahead as far as it has room, works on them in order and stores tiles. */
export class TileExecution {
  readonly loads: LoadPath;
  readonly stalls: StallClock;
  /** Tick at which the last tile is stored. */
  endTick = 0;
  flops = 0;
  tasks = 0;
  dramWrite = 0;
  cacheWrite = 0;

  private readonly simulator: Simulator;
  private readonly plan: TilePlan;
  private readonly servers: SharedServers;
  private readonly probe: TileProbe | null;
  private readonly blocks: LaneBlocks;
  private readonly room: number;
  /** Of one step. */
  private readonly computeTicks: number;
  /** Of one task. */
  private readonly storeTicks: number;
  private readonly drainTicks: number;
  /** Time for which main memory may still be writing what the shared cache has taken when the kernel ends. */
  private readonly hiddenWriteTicks: number;

  private readonly issued: Int32Array;
  private readonly begun: Int32Array;
  private readonly finished: Int32Array;
  private readonly engineBusy: Uint8Array;
  private readonly asking: Uint8Array;
  private readonly arrived: Uint8Array;
  /** Ports carry stores in wires of their own, as crossbars with request and response networks do. */
  private readonly storesFree: Float64Array;
  private readonly stored: Float64Array;
  private readonly written: Float64Array;

  private readonly askHandler: HandlerId;
  private readonly doneHandler: HandlerId;
  private readonly storeHandler: HandlerId;
  private readonly storedHandler: HandlerId;

  constructor(
    simulator: Simulator,
    plan: TilePlan,
    schedule: BlockSchedule,
    servers: SharedServers,
    hiddenWriteSec: number,
    probe: TileProbe | null,
  ) {
    const { lanes } = schedule;
    this.simulator = simulator;
    this.plan = plan;
    this.servers = servers;
    this.probe = probe;
    this.blocks = new LaneBlocks(plan, schedule);
    this.room = roomFor(plan, schedule);
    this.computeTicks = (plan.computeSec * TICKS_PER_SECOND) / plan.steps;
    this.storeTicks = plan.storeSec * TICKS_PER_SECOND;
    this.drainTicks = plan.drainSec * TICKS_PER_SECOND;
    this.hiddenWriteTicks = hiddenWriteSec * TICKS_PER_SECOND;
    this.stalls = new StallClock(lanes, this.room);
    this.issued = new Int32Array(lanes);
    this.begun = new Int32Array(lanes);
    this.finished = new Int32Array(lanes);
    this.engineBusy = new Uint8Array(lanes);
    this.asking = new Uint8Array(lanes);
    this.arrived = new Uint8Array(lanes * this.room);
    this.storesFree = new Float64Array(lanes);
    this.stored = new Float64Array(lanes);
    this.written = new Float64Array(lanes);
    const arrival = simulator.register('tile.arrived', (lane, block) => {
      this.arrived[lane * this.room + (block % this.room)] = 1;
      this.work(lane);
    });
    this.askHandler = simulator.register('tile.ask', (lane) => {
      this.asking[lane] = 0;
      this.askForLoad(lane);
    });
    this.doneHandler = simulator.register('tile.done', (lane) => this.finish(lane));
    this.storeHandler = simulator.register('tile.store', (lane, block) => this.store(lane, block));
    this.storedHandler = simulator.register('tile.stored', (lane, block) => this.write(lane, block));
    const work = { plan, blocks: this.blocks, room: this.room, feedSec: feedSec(plan, schedule) };
    this.loads = new LoadPath(simulator, work, servers, this.stalls, probe, arrival);
  }

  /** Asks for the first load of every lane; the simulator then runs until nothing is left. */
  start(): void {
    for (let lane = 0; lane < this.blocks.count.length; lane++) this.askForLoad(lane);
  }

  /** Asks for the lane's next load where there is room, no faster than its port could take what it asks for. */
  private askForLoad(lane: number): void {
    const block = this.issued[lane]!;
    const waits = block < this.blocks.count[lane]! && this.asking[lane] === 0;
    const hasRoom = block - this.finished[lane]! < this.room && block - this.begun[lane]! < max(1, this.room - 1);
    this.stalls.held(lane, this.simulator.now, waits && !hasRoom);
    if (!waits || !hasRoom) return;
    this.issued[lane] = block + 1;
    this.asking[lane] = 1;
    this.loads.load(lane, block);
    const pace = ceil(this.loads.feedTicks * this.blocks.stepsOf(lane, block));
    this.simulator.schedule(pace, PRIORITY.arrival, this.askHandler, lane);
  }

  /** Begins the lane's next block where it has arrived: its first step can be worked on while the rest streams in. */
  private work(lane: number): void {
    const block = this.finished[lane]!;
    const slot = lane * this.room + (block % this.room);
    if (this.engineBusy[lane] === 1 || block === this.blocks.count[lane] || this.arrived[slot] === 0) return;
    const { now } = this.simulator;
    const ticks = this.computeTicks * this.blocks.stepsOf(lane, block);
    // What arrived last is worked on last.
    const end = ceil(max(now + ticks, this.loads.arrivedAt[slot]! + this.computeTicks));
    this.arrived[slot] = 0;
    this.engineBusy[lane] = 1;
    this.begun[lane] = block + 1;
    this.stalls.began(lane, slot, now, end, ticks, this.loads.heldBy[slot]!);
    this.probe?.compute(lane, now, end, block);
    this.simulator.schedule(end - now, PRIORITY.completion, this.doneHandler, lane);
    this.askForLoad(lane);
  }

  private finish(lane: number): void {
    const { blocks, plan } = this;
    const block = this.finished[lane]!++;
    this.endTick = max(this.endTick, this.simulator.now);
    this.flops += dealt(plan.flops, blocks.workBefore(lane, block), blocks.workBefore(lane, block + 1));
    const ended = blocks.turnsEndedBy(lane, block);
    if (ended > 0) {
      this.simulator.schedule(ceil(this.drainTicks * ended), PRIORITY.arrival, this.storeHandler, lane, block);
    }
    if (ended === 0 || !plan.waitsForStore) this.engineBusy[lane] = 0;
    this.askForLoad(lane);
    this.work(lane);
  }

  private store(lane: number, block: number): void {
    const { now } = this.simulator;
    const ticks = this.storeTicks * this.blocks.turnsEndedBy(lane, block);
    const start = max(now, this.storesFree[lane]!);
    this.storesFree[lane] = start + ticks;
    this.probe?.port(lane, start, start + ticks, true);
    this.simulator.schedule(ceil(start + ticks) - now, PRIORITY.completion, this.storedHandler, lane, block);
  }

  private write(lane: number, block: number): void {
    const { now } = this.simulator;
    const { traffic, waitsForStore } = this.plan;
    const { banks, channels } = this.servers;
    const from = this.blocks.tasksBefore(lane, block);
    const to = this.blocks.tasksBefore(lane, block + 1);
    const toCache = dealt(traffic.cacheWrite, from, to);
    const toMemory = dealt(traffic.dramWrite, from, to);
    let through = banks.serve(now, originOf(lane), this.stored[lane]!, toCache);
    if (toMemory > 0) {
      const inMemory = channels.serve(now, originOf(lane), this.written[lane]!, toMemory);
      through = max(through, inMemory - this.hiddenWriteTicks);
    }
    this.stored[lane]! += toCache;
    this.written[lane]! += toMemory;
    this.cacheWrite += toCache;
    this.dramWrite += toMemory;
    this.tasks += this.blocks.tasksEndedBy(lane, block);
    this.endTick = max(this.endTick, ceil(through));
    if (!waitsForStore) return;
    this.engineBusy[lane] = 0;
    this.stalls.stored(lane, now);
    this.work(lane);
  }
}
