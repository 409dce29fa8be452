/** Years until a rule's pay covers a chip against the hardware of general purpose, lead included; null: never. */
export interface ChipDelay {
  readonly ruleId: string;
  readonly label: string;
  readonly years: { readonly lowNre: number | null; readonly value: number | null; readonly highNre: number | null };
}
