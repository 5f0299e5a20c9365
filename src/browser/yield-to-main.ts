/**
 * Lets the browser draw and listen before the work goes on: the counters of thousands of chats are a lot at a time.
 * A timer of 0 ms would do, were it not held back where timers are many, or the page is hidden.
 */
export async function yieldToMain(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  await new Promise((resolve) => {
    port1.onmessage = resolve
    port2.postMessage(null)
  })
  port1.close()
  yieldedAt = performance.now()
}

/**
 * How long to work until the browser has its turn again, in ms: by the clock, not by a number of things, since a slow
 * processor takes several times as long for each.
 */
export const sliceLength = 8

let yieldedAt = -Infinity

/** The same, unless the browser has just had its turn: short steps need no pause between them. */
export async function yieldIfDue(): Promise<void> {
  if (performance.now() - yieldedAt > sliceLength) await yieldToMain()
}
