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

/** In ms. Longer than 50 at a time, and somebody may notice; the step after a pause may be a long one. */
const slice = 8

let yieldedAt = -Infinity

/** The same, unless the browser has just had its turn: what is done in a moment needs no pause between its steps. */
export async function yieldIfDue(): Promise<void> {
  if (performance.now() - yieldedAt > slice) await yieldToMain()
}
