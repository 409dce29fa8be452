import type { TileProbe } from '../tile/tile-probe.js';
import type { TileRun } from '../tile/tile-run.js';

/** Slices of one lane, in ticks from the beginning of the operator. */
export interface LaneSlices {
  readonly starts: number[];
  readonly ends: number[];
  /** Ticks within a slice that the resource was busy. */
  readonly busy: number[];
  /** Bytes of channels, blocks or transfers of cores. */
  readonly amounts: number[];
}

/** Amounts of equal parts of an operator's time. */
export interface TileBins {
  readonly ticks: number;
  readonly dramBytes: Float64Array;
  readonly cacheBytes: Float64Array;
  /** Ticks that pieces waited for channels. */
  readonly waitTicks: Float64Array;
  readonly workTicks: Float64Array;
}

/** How much of an operator is kept: gaps shorter than a slice's share of its time are closed. */
const SLICES_A_LANE = 48;
const BINS = 48;

/** Keeps what a trace shows of one operator in bounded memory, however many events its tiles make. */
export class TileRecorder {
  readonly bins: TileBins;
  readonly work = new Map<number, LaneSlices>();
  readonly loads = new Map<number, LaneSlices>();
  readonly stores = new Map<number, LaneSlices>();
  readonly channels = new Map<number, LaneSlices>();
  private readonly cores: readonly number[];
  private readonly gapTicks: number;

  /** `cores` are those whose lanes are kept; `ticks` is the operator's time. */
  constructor(cores: readonly number[], ticks: number) {
    this.cores = cores;
    this.gapTicks = ticks / SLICES_A_LANE;
    this.bins = {
      ticks: Math.max(1, ticks / BINS),
      dramBytes: new Float64Array(BINS),
      cacheBytes: new Float64Array(BINS),
      waitTicks: new Float64Array(BINS),
      workTicks: new Float64Array(BINS),
    };
  }

  /** Watches one of the operator's kernels, whose tiles begin at `offset` ticks. */
  probe({ schedule }: TileRun, offset: number): TileProbe {
    const coreOf = new Map(
      this.cores.flatMap((core) => {
        const lane = Math.floor(core / schedule.coresPerLane);
        return lane < schedule.lanes ? [[lane, core] as const] : [];
      }),
    );
    const { dramBytes, cacheBytes, waitTicks, workTicks } = this.bins;
    return {
      compute: (lane, start, end) => {
        this.spread(workTicks, offset + start, offset + end, end - start);
        const core = coreOf.get(lane);
        if (core !== undefined) this.add(this.work, core, offset + start, offset + end, 1);
      },
      port: (lane, start, end, store) => {
        const core = coreOf.get(lane);
        if (core !== undefined) this.add(store ? this.stores : this.loads, core, offset + start, offset + end, 1);
      },
      channels: (channel, asked, start, end, bytes) => {
        this.spread(dramBytes, offset + start, offset + end, bytes);
        if (start > asked) this.spread(waitTicks, offset + asked, offset + start, start - asked);
        this.add(this.channels, channel, offset + start, offset + end, bytes);
      },
      banks: (_bank, _asked, start, end, bytes) => this.spread(cacheBytes, offset + start, offset + end, bytes),
    };
  }

  private add(lanes: Map<number, LaneSlices>, lane: number, start: number, end: number, amount: number): void {
    let slices = lanes.get(lane);
    if (slices === undefined) {
      slices = { starts: [], ends: [], busy: [], amounts: [] };
      lanes.set(lane, slices);
    }
    const { starts, ends, busy, amounts } = slices;
    const last = starts.length - 1;
    if (last >= 0 && start - ends[last]! <= this.gapTicks && ends[last]! - starts[last]! <= this.gapTicks) {
      ends[last] = Math.max(ends[last]!, end);
      busy[last]! += end - start;
      amounts[last]! += amount;
      return;
    }
    starts.push(last >= 0 ? Math.max(start, ends[last]!) : start);
    ends.push(end);
    busy.push(end - start);
    amounts.push(amount);
  }

  /** Deals an amount to the bins that a time covers; what lies behind the operator counts to its last bin. */
  private spread(bins: Float64Array, start: number, end: number, amount: number): void {
    const { ticks } = this.bins;
    const first = Math.min(BINS - 1, Math.floor(start / ticks));
    const last = Math.min(BINS - 1, Math.floor(end / ticks));
    if (first === last) {
      bins[first]! += amount;
      return;
    }
    const each = amount / (end - start);
    bins[first]! += each * ((first + 1) * ticks - start);
    for (let bin = first + 1; bin < last; bin++) bins[bin]! += each * ticks;
    bins[last]! += each * (end - last * ticks);
  }
}
