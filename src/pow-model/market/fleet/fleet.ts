/** Vintages of machines: hot, mutable, one entry per machine and quarter of purchase. */
export class Fleet {
  count = 0;
  installed: Float64Array;
  lnStopCost: Float64Array;
  /** Watts with overhead per unit/s. */
  watts: Float64Array;
  /** Capital use at the listed price, USD per unit/s and year. */
  capitalPerYear: Float64Array;
  /** Machines per unit/s. */
  machinesPerWork: Float64Array;
  machine: Int32Array;
  retiresAtStep: Float64Array;
  /** What the vintage's purchase price was for, spread evenly over its life, USD a year of the whole vintage. */
  siliconPerYear: Float64Array;
  researchPerYear: Float64Array;
  makerPerYear: Float64Array;

  constructor(capacity: number) {
    this.installed = new Float64Array(capacity);
    this.lnStopCost = new Float64Array(capacity);
    this.watts = new Float64Array(capacity);
    this.capitalPerYear = new Float64Array(capacity);
    this.machinesPerWork = new Float64Array(capacity);
    this.machine = new Int32Array(capacity);
    this.retiresAtStep = new Float64Array(capacity);
    this.siliconPerYear = new Float64Array(capacity);
    this.researchPerYear = new Float64Array(capacity);
    this.makerPerYear = new Float64Array(capacity);
  }

  /** Adds an empty vintage and returns its index, which holds until the next `retire`. */
  open(
    machine: number,
    lnStopCost: number,
    watts: number,
    capitalPerYear: number,
    machinesPerWork: number,
    retiresAtStep: number,
  ): number {
    const v = this.count++;
    if (v >= this.installed.length) this.grow();
    this.installed[v] = 0;
    this.machine[v] = machine;
    this.lnStopCost[v] = lnStopCost;
    this.watts[v] = watts;
    this.capitalPerYear[v] = capitalPerYear;
    this.machinesPerWork[v] = machinesPerWork;
    this.retiresAtStep[v] = retiresAtStep;
    this.siliconPerYear[v] = 0;
    this.researchPerYear[v] = 0;
    this.makerPerYear[v] = 0;
    return v;
  }

  /** Drops the vintages whose age is up, keeping the order of the rest; returns whether any went. */
  retire(step: number): boolean {
    let kept = 0;
    for (let v = 0; v < this.count; v++) {
      if (this.retiresAtStep[v]! <= step) continue;
      if (kept !== v) this.move(v, kept);
      kept++;
    }
    const any = kept < this.count;
    this.count = kept;
    return any;
  }

  /** Work per second of all vintages, running or idle. */
  installedWork(): number {
    let work = 0;
    for (let v = 0; v < this.count; v++) work += this.installed[v]!;
    return work;
  }

  /** Multiplies what is installed of every vintage; what was paid for it stays paid. */
  scale(factor: number): void {
    for (let v = 0; v < this.count; v++) this.installed[v]! *= factor;
  }

  private move(from: number, to: number): void {
    this.installed[to] = this.installed[from]!;
    this.lnStopCost[to] = this.lnStopCost[from]!;
    this.watts[to] = this.watts[from]!;
    this.capitalPerYear[to] = this.capitalPerYear[from]!;
    this.machinesPerWork[to] = this.machinesPerWork[from]!;
    this.machine[to] = this.machine[from]!;
    this.retiresAtStep[to] = this.retiresAtStep[from]!;
    this.siliconPerYear[to] = this.siliconPerYear[from]!;
    this.researchPerYear[to] = this.researchPerYear[from]!;
    this.makerPerYear[to] = this.makerPerYear[from]!;
  }

  private grow(): void {
    const twice = (old: Float64Array) => {
      const wider = new Float64Array(2 * old.length + 1);
      wider.set(old);
      return wider;
    };
    this.installed = twice(this.installed);
    this.lnStopCost = twice(this.lnStopCost);
    this.watts = twice(this.watts);
    this.capitalPerYear = twice(this.capitalPerYear);
    this.machinesPerWork = twice(this.machinesPerWork);
    this.retiresAtStep = twice(this.retiresAtStep);
    this.siliconPerYear = twice(this.siliconPerYear);
    this.researchPerYear = twice(this.researchPerYear);
    this.makerPerYear = twice(this.makerPerYear);
    const machine = new Int32Array(2 * this.machine.length + 1);
    machine.set(this.machine);
    this.machine = machine;
  }
}
