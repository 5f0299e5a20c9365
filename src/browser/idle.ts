/**
 * Calls back when the browser has time; not every one tells when.
 * @param timeout in ms: then in any case
 * @returns takes it back
 */
export function onIdle(callback: () => void, timeout?: number): () => void {
  if ('requestIdleCallback' in window) {
    const handle = requestIdleCallback(callback, timeout === undefined ? undefined : { timeout })
    return () => cancelIdleCallback(handle)
  }
  const timer = setTimeout(callback, 16)
  return () => clearTimeout(timer)
}
