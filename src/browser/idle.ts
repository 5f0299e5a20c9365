/** Calls back when the browser has time; not every one tells when. */
export const onIdle: (callback: () => void) => void = 'requestIdleCallback' in window
  ? callback => requestIdleCallback(callback)
  : callback => setTimeout(callback, 16)
