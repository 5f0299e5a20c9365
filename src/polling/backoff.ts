/** The longest wait for a passing fault to pass, in ms. */
export const longestBackoff = 5 * 60_000

/**
 * How long to wait after a passing fault, in ms: drawn from 0 to `first` ms, to twice as much after the next fault, and
 * so on ("full jitter": those who failed together do not come back together).
 *
 * @param faults how many came before this one since the last answer
 * @param random draws from [0, 1)
 */
export function backoff(faults: number, first: number, random: () => number): number {
  return random() * Math.min(first * 2 ** faults, longestBackoff)
}
