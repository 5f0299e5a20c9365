import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { unlistedIn } from '../../domain/counters.ts'
import { useFilterStore } from '../../stores/filter.ts'
import { useSearchStore } from '../../stores/search.ts'
import { useUnreadStore } from '../../stores/unread.ts'

const none = { count: 0, atLeast: false }

/** What is to be said of chats that may belong to what is shown, and are not in it. */
export function useSearchNotes() {
  const { t } = useI18n()
  const filter = useFilterStore()
  const search = useSearchStore()
  const unread = useUnreadStore()

  /** Messages that are counted, but in no chat the portal lists. Where names are searched, nobody can tell whether they would fit. */
  const unlisted = computed(() => {
    const { only } = filter
    if (search.fits !== null || unread.counters === null || only === 'muted' || only === 'for-me' || only === 'later') return none
    return unlistedIn(unread.counters, only)
  })
  /** Of the chats whose names are not known; null where a search knows them all. */
  const note = computed(() => {
    if (search.fits === null || unread.conversations.every(({ dialogId }) => search.isKnown(dialogId))) return null
    if (search.progress === 'partial') return t('filters.partial')
    if (search.progress === 'limited') return t('listEnd.matches')
    return search.progress === 'short' ? t('filters.short') : null
  })
  /** What to say where nothing fits. */
  const nothing = computed(() => {
    if (search.fits !== null && search.progress === 'asking') return t('filters.searching')
    return search.progress !== 'partial' && note.value !== null ? note.value : t('filters.nothing')
  })

  return { unlisted, note, nothing }
}
