import { useTimeoutFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import { believedFor } from '../domain/caps.ts'
import type { Conversation } from '../domain/conversation.ts'
import { isWaitingLine } from '../domain/preview.ts'
import { useConnectionStore } from './connection.ts'
import { useManualRefreshStore } from './manual-refresh.ts'
import { usePreviewsStore } from './previews.ts'
import { useRecentPagesStore } from './recent-pages.ts'
import { useUnreadStore } from './unread.ts'

/**
 * Open lines in which a visitor waits for an answer: they can't be marked as read. The counters do not tell such a line
 * from one with a single message; its preview does, and where there is none, that the portal has refused to read it.
 */
export const useOpenLinesStore = defineStore('open-lines', () => {
  const connection = useConnectionStore()
  const previews = usePreviewsStore()
  const recentPages = useRecentPagesStore()
  const unread = useUnreadStore()
  const refused = shallowRef<ReadonlySet<string>>(new Set())
  /** Whether the app may answer and skip for the person. Asked once a line is known to wait; null until the portal has told. */
  const canAnswer = ref<boolean | null>(null)
  let isAsking = false

  const isWaiting = (conversation: Pick<Conversation, 'dialogId' | 'kind' | 'count'>): boolean => (
    isWaitingLine(conversation, previews.previews.get(conversation.dialogId), refused.value.has(conversation.dialogId))
  )

  async function askWhetherAnswering(): Promise<void> {
    if (canAnswer.value !== null || isAsking || connection.portal === null) return
    isAsking = true
    const scopes = await connection.portal.scopes()
    isAsking = false
    if (scopes.ok) canAnswer.value = scopes.value.has('imopenlines')
  }

  /** The portal has refused to mark it as read, whatever was told of it before. */
  function note(dialogId: string): void {
    refused.value = new Set([...refused.value, dialogId])
    void recentPages.forgetLine(dialogId)
    void askWhetherAnswering()
    doubtSoon()
  }

  /** Somebody may answer it now. */
  function doubt(dialogId: string): void {
    refused.value = new Set([...refused.value].filter(id => id !== dialogId))
    recentPages.askAgain(dialogId)
  }

  /** A refusal tells of that moment only: a colleague may have answered since, and the line still counts 1. */
  const doubtAll = (): void => refused.value.forEach(doubt)
  const { start: doubtSoon } = useTimeoutFn(doubtAll, believedFor, { immediate: false })

  useManualRefreshStore().onRefresh(() => {
    doubtAll()
    if (canAnswer.value !== false) return
    // An administrator may have granted it.
    canAnswer.value = null
    void askWhetherAnswering()
  })

  /** It has been answered, or left to others. */
  function forget(dialogId: string): void {
    doubt(dialogId)
    void recentPages.forgetLine(dialogId)
  }

  watch(() => previews.pages, () => {
    if (canAnswer.value === null && unread.conversations.some(isWaiting)) void askWhetherAnswering()
  })

  watch(() => unread.messenger, () => {
    if (refused.value.size === 0) return
    const waiting = unread.counters?.conversations.filter(isWaiting) ?? []
    refused.value = new Set(waiting.map(({ dialogId }) => dialogId))
  })

  return { canAnswer, isWaiting, note, doubt, forget }
})
