export interface ServerSetOptions {
  readonly count: number;
  /** Bytes that lie on one server before the next takes over. */
  readonly pageBytes: number;
  /** Of one server, while it transfers. */
  readonly ticksPerByte: number;
  /** What opening a page costs its server beyond the transfer. */
  readonly ticksPerPage: number;
  /** A server stands still for `refreshTicks` once each `refreshPeriod`, one server after the other; 0 for never. */
  readonly refreshTicks: number;
  readonly refreshPeriod: number;
}

/** Told of every piece that a server transfers, in the order in which it was asked for. */
export type ServerWatcher = (
  server: number,
  askedTick: number,
  startTick: number,
  endTick: number,
  bytes: number,
) => void;

// Bound once: where code runs inside a vm context, as under jest, each look-up of a global costs as much as an event.
const { ceil, floor } = Math;

/**
 * Equal servers that bytes are striped over page by page, each first come, first served. How long a piece takes is known when
 * it is asked for, so a queue is one number, the tick at which its server falls free, and costs no events.
 *
 * @example
 * const one = { count: 1, pageBytes: 1024, ticksPerByte: 2, ticksPerPage: 0, refreshTicks: 0, refreshPeriod: 0 };
 * const server = new ServerSet(one, null);
 * server.serve(0, 0, 0, 100); // 200
 * server.serve(50, 0, 100, 100) // 400, after a wait of 150
 */
export class ServerSet {
  readonly count: number;
  readonly bytes: Float64Array;
  busyTicks = 0;
  /** Time from asking for pieces until their transfer begins, summed over pieces. */
  waitTicks = 0;
  longestWaitTicks = 0;
  pieces = 0;
  /** Tick at which the first piece of the request served last is through. */
  firstEnd = 0;

  private readonly options: ServerSetOptions;
  private readonly watcher: ServerWatcher | null;
  /** Tick at which each server is done with everything asked of it so far; fractional. */
  private readonly freeAt: Float64Array;
  /** Tick at which each server's next refresh begins. */
  private readonly refreshAt: Float64Array;

  constructor(options: ServerSetOptions, watcher: ServerWatcher | null) {
    const { count, refreshTicks, refreshPeriod } = options;
    this.options = options;
    this.watcher = watcher;
    this.count = count;
    this.bytes = new Float64Array(count);
    this.freeAt = new Float64Array(count);
    this.refreshAt = new Float64Array(count).map((_, server) =>
      refreshTicks > 0 ? (refreshPeriod * (server + 1)) / (count + 1) : Number.POSITIVE_INFINITY,
    );
  }

  /**
   * Transfers `bytes` of a stream from byte `position` on, and returns the tick at which the last of them is through. Streams
   * begin on the server that `origin` names. Ticks at which calls are made must not fall.
   */
  serve(now: number, origin: number, position: number, bytes: number): number {
    const { count, options, freeAt, refreshAt, watcher } = this;
    const { pageBytes, ticksPerByte, ticksPerPage } = options;
    const within = position % pageBytes;
    const pages = ceil((within + bytes) / pageBytes);
    const touched = pages < count ? pages : count;
    const lastPiece = (pages - 1) % count;
    let server = (origin + (position - within) / pageBytes) % count;
    let last = now;
    let first = Number.POSITIVE_INFINITY;
    for (let i = 0; i < touched; i++) {
      const onServer = pages <= count ? 1 : floor((pages - 1 - i) / count) + 1;
      let piece = onServer * pageBytes;
      // A page that an earlier request of the stream has opened is open still.
      let opened = onServer;
      if (i === 0 && within > 0) {
        piece -= within;
        opened--;
      }
      if (i === lastPiece) piece -= pages * pageBytes - within - bytes;
      const free = freeAt[server]!;
      const asked = free > now ? free : now;
      const start = asked >= refreshAt[server]! ? this.afterRefresh(server, asked) : asked;
      const work = piece * ticksPerByte + opened * ticksPerPage;
      let end = start + work;
      while (end > refreshAt[server]!) {
        end += options.refreshTicks;
        refreshAt[server]! += options.refreshPeriod;
      }
      freeAt[server] = end;
      this.bytes[server]! += piece;
      this.busyTicks += work;
      const wait = start - now;
      this.waitTicks += wait;
      if (wait > this.longestWaitTicks) this.longestWaitTicks = wait;
      if (end > last) last = end;
      if (end < first) first = end;
      if (watcher !== null) watcher(server, now, start, end, piece);
      if (++server === count) server = 0;
    }
    this.pieces += touched;
    this.firstEnd = touched > 0 ? first : now;
    return last;
  }

  /** The tick at which every server is done with all that was asked of it. */
  lastFreeTick(): number {
    return this.freeAt.reduce((last, tick) => Math.max(last, tick), 0);
  }

  /** The first tick from `tick` on that lies outside refresh; the next refresh is then the first one after it. */
  private afterRefresh(server: number, tick: number): number {
    const { refreshTicks, refreshPeriod } = this.options;
    const begun = this.refreshAt[server]! + floor((tick - this.refreshAt[server]!) / refreshPeriod) * refreshPeriod;
    this.refreshAt[server] = begun + refreshPeriod;
    return tick < begun + refreshTicks ? begun + refreshTicks : tick;
  }
}
