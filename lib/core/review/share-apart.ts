/** How far apart two of the values are that a question lets people choose from, in their order: 0 to 1 for its two ends. */
export function shareApart(values: readonly number[], one: number, other: number): number {
  const [first = 0] = values;
  const whole = (values.at(-1) ?? first) - first;
  return whole === 0 ? 0 : Math.abs(one - other) / whole;
}
