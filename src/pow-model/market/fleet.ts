/** Vintages of machines: hot, mutable, one entry per machine and quarter of purchase. */
export class Fleet {
  count = 0;
  installed: Float64Array;
  lnStopCost: Float64Array;
  /** Watts with overhead per unit/s. */
  watts: Float64Array;
  /** Capital use, USD per unit/s and year. */
  capitalPerYear: Float64Array;
  /** Machines per unit/s. */
  machinesPerWork: Float64Array;
  machine: Int32Array;
  retiresAtWeek: Float64Array;

  constructor(capacity: number) {
    this.installed = new Float64Array(capacity);
    this.lnStopCost = new Float64Array(capacity);
    this.watts = new Float64Array(capacity);
    this.capitalPerYear = new Float64Array(capacity);
    this.machinesPerWork = new Float64Array(capacity);
    this.machine = new Int32Array(capacity);
    this.retiresAtWeek = new Float64Array(capacity);
  }

  /** Adds an empty vintage and returns its index, which holds until the next `retire`. */
  open(
    machine: number,
    lnStopCost: number,
    watts: number,
    capitalPerYear: number,
    machinesPerWork: number,
    retiresAtWeek: number,
  ): number {
    const v = this.count++;
    if (v >= this.installed.length) throw new Error('The fleet was sized for fewer vintages than it opened.');
    this.installed[v] = 0;
    this.machine[v] = machine;
    this.lnStopCost[v] = lnStopCost;
    this.watts[v] = watts;
    this.capitalPerYear[v] = capitalPerYear;
    this.machinesPerWork[v] = machinesPerWork;
    this.retiresAtWeek[v] = retiresAtWeek;
    return v;
  }

  /** Drops the vintages whose age is up, keeping the order of the rest; returns whether any went. */
  retire(week: number): boolean {
    let kept = 0;
    for (let v = 0; v < this.count; v++) {
      if (this.retiresAtWeek[v]! <= week) continue;
      if (kept !== v) {
        this.installed[kept] = this.installed[v]!;
        this.lnStopCost[kept] = this.lnStopCost[v]!;
        this.watts[kept] = this.watts[v]!;
        this.capitalPerYear[kept] = this.capitalPerYear[v]!;
        this.machinesPerWork[kept] = this.machinesPerWork[v]!;
        this.machine[kept] = this.machine[v]!;
        this.retiresAtWeek[kept] = this.retiresAtWeek[v]!;
      }
      kept++;
    }
    const any = kept < this.count;
    this.count = kept;
    return any;
  }
}
