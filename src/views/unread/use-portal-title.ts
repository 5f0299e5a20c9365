import { watchThrottled } from '@vueuse/core'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../i18n/format.ts'
import { useConnectionStore } from '../../stores/connection.ts'
import { useUnreadStore } from '../../stores/unread.ts'

/** The title of the portal's page says how much waits, where the portal lets the app change it. */
export function usePortalTitle(): void {
  const { t } = useI18n()
  const format = useFormat()
  const connection = useConnectionStore()
  const unread = useUnreadStore()

  const title = computed(() => {
    const { waiting } = unread
    if (waiting === null) return null
    const count = format.amount(waiting.count, !waiting.complete || waiting.atLeast)
    return waiting.count > 0 ? `(${count}) ${t('title')}` : t('title')
  })
  watchThrottled(title, (text) => {
    if (text !== null) connection.portal?.setTitle(text)
  }, { throttle: 1_000, trailing: true, immediate: true })
}
