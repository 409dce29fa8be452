/** A study file of given machines of two listed machines that runs in a moment; `change` replaces or adds top-level lines. */
export function givenText(change: Readonly<Record<string, string>> = {}): string {
  const lines: Record<string, string> = {
    kind: 'given',
    name: 'small',
    title: 'Two machines',
    hardware:
      '{ kind: hash-list, machines: [{ label: Old, vendor: A, from: 0 years, energy: 30 J/TH }, { label: New, vendor: B, from: 1 year, energy: 20 J/TH }] }',
    rules: '[pow-100, bittensor-41-41-18, split-5-95, pos-only]',
    reference: 'pow-100',
    token: '{ emission: 1e9 USD/year, marketValue: 20e9 USD, price: { kind: gbm, volatility: 0.5 }, staking: {} }',
    horizon: '3 years',
    runs: '20',
    splitRuns: '0',
    ...change,
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** The token section with a price. */
export function tokenWith(price: string, more = ''): string {
  return `{ emission: 1e9 USD/year, marketValue: 20e9 USD, price: ${price}, staking: {}${more} }`;
}
