import { sliceLength, yieldToMain } from './yield-to-main.ts'

/**
 * Goes through a long list in slices, between which the browser may draw and listen.
 * @param use returns false to leave the rest out
 */
export async function inSlices<T>(list: Iterable<T>, use: (item: T) => unknown): Promise<void> {
  let begun = performance.now()
  for (const item of list) {
    if (performance.now() - begun >= sliceLength) {
      await yieldToMain()
      begun = performance.now()
    }
    if (use(item) === false) return
  }
}
