import { promiseTimeout, until } from '@vueuse/core'
import type { Pinia } from 'pinia'
import { afterPaint } from './browser/after-paint.ts'
import { yieldToMain } from './browser/yield-to-main.ts'
import type { Amount } from './domain/counters.ts'
import { totalWaiting } from './domain/waiting.ts'
import { localeFor, locales, type Locale } from './i18n/locales.ts'
import { numberText } from './i18n/number-text.ts'
import { useConnectionStore } from './stores/connection.ts'
import { useSyncStore } from './stores/sync.ts'
import { useUnreadStore } from './stores/unread.ts'

/** How long the page waits for the first request to be sent, in ms. */
const longestHandshake = 500
/** How long it waits for the answer, in ms. */
const longestAnswer = 300

/** Settles once the first request is on its way, or where none comes soon. */
export async function firstRequest(pinia: Pinia): Promise<void> {
  const connection = useConnectionStore(pinia)
  const sync = useSyncStore(pinia)
  const asksNothing = () => {
    const { status } = connection.state
    const kind = connection.portal?.placement.kind
    return status === 'outside' || status === 'silent' || kind === 'install' || kind === 'unknown'
  }
  await until(() => sync.isAsking || sync.state !== 'loading' || asksNothing()).toBe(true, { timeout: longestHandshake })
  await yieldToMain()
}

/**
 * Has the total of the first answer on the screen before the user interface is drawn, which takes a while: in the page's
 * skeleton, where `UnreadSummary` will show it. Settles once it is painted, where there is nothing to paint, or when the
 * answer takes its time; what comes later is still painted, as long as there is nothing but the skeleton.
 * @param asked settles once the first request is on its way
 */
export async function firstNumber(pinia: Pinia, asked: Promise<void>): Promise<void> {
  const sync = useSyncStore(pinia)
  const painted = until(() => sync.state).not.toBe('loading').then(() => paintTotal(pinia))
  await asked
  if (sync.showsAll) await Promise.race([painted, promiseTimeout(longestAnswer)])
}

async function paintTotal(pinia: Pinia): Promise<void> {
  const language = useConnectionStore(pinia).portal?.language ?? ''
  if (writeTotal(totalWaiting(useUnreadStore(pinia).waiting), locales[localeFor(language)])) await afterPaint()
}

/** Writes a total into the page's skeleton, where it is known and there still is one; tells whether it has. */
export function writeTotal({ count, atLeast }: Amount, locale: Locale): boolean {
  const place = document.querySelector<HTMLElement>('.first-skeleton > :first-child')
  if (place === null || count === null) return false
  const text = numberText(count, locale)
  // As the text `waiting.atLeast` says it in every language: no texts are at hand.
  place.textContent = atLeast ? `${text}+` : text
  place.dataset.testid = 'counter-waiting'
  if (atLeast) place.dataset.atLeast = 'true'
  place.dataset.count = String(count)
  return true
}
