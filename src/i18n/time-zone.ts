import { computed, inject, type InjectionKey, provide, type Ref, ref } from 'vue'

const key: InjectionKey<Readonly<Ref<string | null>>> = Symbol('the person\'s time zone')

/** Tells everything inside in which time zone the person lives, by its IANA name; null where that is not known. */
export const provideTimeZone = (timeZone: Readonly<Ref<string | null>>): void => provide(key, timeZone)

/** A time zone for Intl; undefined, the browser's own, where the portal names none, or one the browser does not know. */
export function useTimeZone(): Readonly<Ref<string | undefined>> {
  const told = inject(key, ref(null))
  return computed(() => (told.value !== null && isKnown(told.value) ? told.value : undefined))
}

/** Costly to find out, and every row of a list asks. */
const known = new Map<string, boolean>()

function isKnown(timeZone: string): boolean {
  const isOne = known.get(timeZone) ?? isAccepted(timeZone)
  known.set(timeZone, isOne)
  return isOne
}

function isAccepted(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
