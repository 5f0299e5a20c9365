import { useTimeoutFn } from '@vueuse/core'
import { ref, watch } from 'vue'
import { frameClock } from '../browser/frame-clock.ts'
import { joinNews, type News } from '../domain/news.ts'

/** Time for the names to arrive before they are spoken, in ms. */
const patience = 1_500
/** From one announcement to the next at least, in ms: whoever listens is doing something else. */
const rest = 10_000

/**
 * A text for a polite live region that says what is new, gathered so that a busy portal is not a flood.
 * @param news what each answer of the portal brought
 * @param say the words for it
 */
export function useAnnouncer(news: () => readonly News[], say: (news: readonly News[]) => string) {
  const announcement = ref('')
  let gathered: readonly News[] = []
  let spokenAt = -Infinity

  const speak = useTimeoutFn(() => {
    announcement.value = say(gathered)
    gathered = []
    spokenAt = frameClock.now()
  }, () => Math.max(patience, spokenAt + rest - frameClock.now()), { immediate: false })

  watch(news, (more) => {
    if (more.length === 0) return
    gathered = joinNews(gathered, more)
    if (!speak.isPending.value) speak.start()
  })

  return announcement
}
