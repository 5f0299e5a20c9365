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
}
