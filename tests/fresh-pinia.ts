import { createPinia, disposePinia, type Pinia, setActivePinia } from 'pinia'
import { onTestFinished } from 'vitest'

/** The stores of one test. They end with it: a timer of theirs would make them the stores of a later test. */
export function freshPinia(): Pinia {
  const pinia = createPinia()
  onTestFinished(() => disposePinia(pinia))
  setActivePinia(pinia)
  return pinia
}
