/**
 * The app decides itself when to ask (see polling/), so that the SDK's retries and its own limiter, which would
 * repeat a refused request three times, stand aside. A refreshed token still repeats a call once.
 * The limiter of the SDK 2.2 takes tokens away when the computer's clock is set back, `drainRate` for each second of
 * it: with many tokens and next to no drain, it never waits.
 */
export const restrictionParams = {
  maxRetries: 1,
  retryOnNetworkError: false,
  rateLimit: { burstLimit: 1e9, drainRate: 1e-3, adaptiveEnabled: false },
  operatingLimit: { windowMs: 600_000, limitMs: Number.MAX_SAFE_INTEGER, heavyPercent: 100 },
  adaptiveConfig: { enabled: false, thresholdPercent: 100, coefficient: 0, maxDelay: 0 },
}
