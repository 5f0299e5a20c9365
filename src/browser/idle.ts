/**
 * Calls back when the browser has time; not every one tells when.
 * @param timeout in ms: then in any case
 */
export const onIdle: (callback: () => void, timeout?: number) => void = 'requestIdleCallback' in window
  ? (callback, timeout) => requestIdleCallback(callback, timeout === undefined ? undefined : { timeout })
  : callback => setTimeout(callback, 16)
