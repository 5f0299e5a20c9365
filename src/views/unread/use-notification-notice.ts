import { useTimeoutFn } from '@vueuse/core'
import { computed, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFailureReason } from '../../i18n/failure-reason.ts'
import { useNotificationsStore } from '../../stores/notifications.ts'
import type { NoticeText } from './use-action-notice.ts'

/** How long something that went well stays in sight, in ms. What failed stays until it is dismissed. */
const inSight = 8_000

/** The words for what the person did to notifications last. */
export function useNotificationNotice() {
  const { t } = useI18n()
  const reasonOf = useFailureReason()
  const store = useNotificationsStore()

  const shown = computed<NoticeText | null>(() => {
    const { notice } = store
    if (notice === null) return null
    const { action: { kind }, status } = notice
    const told = (text: string, reason: string | null, code: string | null): NoticeText => ({ lines: [{ text, reason }], code, link: null })
    switch (status) {
      case 'done':
        return told(t(`notifications.done.${kind}`), notice.said.length === 0 ? null : notice.said.join('\n'), null)
      case 'gone':
      case 'elsewhere':
        return told(t(kind === 'confirm' || kind === 'delete' ? `notifications.${status}` : `notifications.done.${kind}`), null, null)
      case 'failed':
        return told(t(`notifications.failed.${kind}`), reasonOf(notice.failure), notice.failure.code)
      case 'unknown':
        return told(t(`notifications.unknown.${kind === 'confirm' || kind === 'answer' ? kind : 'other'}`), reasonOf(notice.failure), notice.failure.code)
    }
  })

  const fade = useTimeoutFn(store.dismiss, inSight, { immediate: false })
  /** A notice does not go from under the fingers of whoever is about to press something in it. */
  const hold = fade.stop
  function release(): void {
    fade.stop()
    if (shown.value?.code === null) fade.start()
  }
  watch(() => store.notice, release, { immediate: true })

  return { shown, hold, release }
}
