import { useDocumentVisibility, useOnline } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { PollRequest } from '../bitrix24/portal.ts'
import { failureOf, readAt } from '../domain/reading.ts'
import { isFatal, syncStateOf } from '../domain/sync-state.ts'
import { createPoller } from '../polling/poller.ts'
import { useChatStore } from './chat.ts'
import { usePortalStore } from './portal.ts'
import { useUnreadStore } from './unread.ts'

/** From one poll to the next, in ms. */
export const pollInterval = 30_000

/** Keeps what is shown in step with the portal, while somebody looks at it. */
export const useSyncStore = defineStore('sync', () => {
  const portal = usePortalStore()
  const unread = useUnreadStore()
  const chat = useChatStore()

  const asking = ref(false)
  const isOnline = useOnline()
  const visibility = useDocumentVisibility()
  const isShown = computed(() => visibility.value === 'visible')

  const request = computed<PollRequest | null>(() => {
    const placement = portal.portal?.placement
    switch (placement?.kind) {
      case 'left-menu':
      case 'own-page':
        return { messenger: true, tasks: true, chat: null }
      case 'chat':
        return { messenger: false, tasks: false, chat: placement.dialogId }
      default:
        return null
    }
  })

  const readings = computed(() => (
    request.value?.chat == null ? [unread.messenger, unread.tasks] : [chat.details]
  ))
  const state = computed(() => syncStateOf({
    readings: readings.value,
    asking: asking.value,
    online: isOnline.value,
    shown: isShown.value,
  }))

  /** When the oldest number on screen was true, in ms since the epoch; null before the first. */
  const since = computed(() => {
    const times = readings.value.map(readAt).filter(at => at !== null)
    return times.length > 0 ? Math.min(...times) : null
  })

  /** Why the app can't go on until somebody acts, if so. */
  const fatal = computed(() => readings.value.map(failureOf).find(failure => failure !== null && isFatal(failure)) ?? null)

  const poller = createPoller({ ask, interval: pollInterval })

  async function ask(): Promise<void> {
    if (portal.portal === null || request.value === null) return
    asking.value = true
    const askedAt = Date.now()
    const answer = await portal.portal.poll(request.value)
    const at = Date.now()
    const { messenger, tasks, chat: wanted } = request.value
    if (messenger) unread.takeMessenger(answer.ok ? answer.value.messenger?.outcome ?? unasked : answer, at, askedAt)
    if (tasks) unread.takeTasks(answer.ok ? answer.value.tasks?.outcome ?? unasked : answer, at)
    if (wanted !== null) chat.take(answer.ok ? answer.value.chat?.outcome ?? unasked : answer, at, askedAt)
    asking.value = false
  }

  const mayAsk = computed(() => request.value !== null && isShown.value && isOnline.value)
  watch(mayAsk, may => (may ? poller.resume() : poller.pause()), { immediate: true })

  return { state, since, fatal, refresh: poller.askNow }
})

const unasked = { ok: false, failure: { kind: 'malformed', code: 'NOT_ASKED' } } as const
