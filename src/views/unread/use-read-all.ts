import { computed } from 'vue'
import { readAllScope, readScopeOf } from '../../domain/read-all.ts'
import { useActionsStore } from '../../stores/actions.ts'
import { useFilterStore } from '../../stores/filter.ts'
import { useListStore } from '../../stores/list.ts'
import { useOpenLinesStore } from '../../stores/open-lines.ts'
import { useSearchStore } from '../../stores/search.ts'
import { useUnreadStore } from '../../stores/unread.ts'

/** Marks as read what is shown: everything only where everything is shown. */
export function useReadAll() {
  const actions = useActionsStore()
  const filter = useFilterStore()
  const list = useListStore()
  const openLines = useOpenLinesStore()
  const search = useSearchStore()
  const unread = useUnreadStore()

  const isPart = computed(() => filter.only !== null || search.fits !== null || list.shown.later.length > 0)
  /** Without what is put aside. Muted chats are read where they are what is shown. */
  const shown = computed(() => (filter.only === 'muted' ? list.shown.muted : list.shown.attentive))
  const toRead = computed(() => shown.value.filter(conversation => !openLines.isWaiting(conversation)))
  /** How much that is; null while nobody knows. */
  const scope = computed(() => {
    if (isPart.value) return readScopeOf(toRead.value, shown.value)
    return unread.counters === null ? null : readAllScope(unread.counters, openLines.isWaiting)
  })

  /** Whether there is anything to read: a visitor who waits for an answer is not. */
  const canRead = computed(() => {
    const conversations = isPart.value ? shown.value : unread.counters?.conversations ?? []
    return conversations.some(conversation => !openLines.isWaiting(conversation)) || scope.value?.chats.atLeast === true
  })

  function readAll(): void {
    if (isPart.value) actions.carryOutAll('mark-read', toRead.value)
    else actions.perform({ kind: 'read-all' })
  }

  return { isPart, scope, canRead, readAll }
}
