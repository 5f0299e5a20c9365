import { retryOnline } from './retry-online.ts'

/** In ms. A frame that is off the screen is not painted. */
const longestWait = 100

/** Settles once what has just changed is on the screen. */
export const afterPaint = (): Promise<void> => new Promise((resolve) => {
  const timer = setTimeout(resolve, longestWait)
  requestAnimationFrame(() => setTimeout(() => {
    clearTimeout(timer)
    resolve()
  }))
})

/**
 * Loads a part of the app once, after what calls for it has been painted: a browser takes longer to ask for many files
 * than to paint the numbers that stand beside them. Waits where there is no network. Rejects when the part can't be loaded
 * for another reason; the next call tries again.
 */
export function loadAfterPaint<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null
  return () => loading ??= afterPaint().then(retryOnline(load)).catch((error: unknown) => {
    loading = null
    throw error
  })
}
