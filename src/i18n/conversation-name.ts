import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ChatCard } from '../domain/chat.ts'
import { idOf, privateUserId } from '../domain/dialog-id.ts'
import type { Result } from '../domain/failure.ts'

/** What to call a chat: by its name, or by its id where there is none. */
export function useConversationName() {
  const { t } = useI18n()
  return computed(() => (dialogId: string, card: Result<ChatCard> | undefined): string => {
    if (card?.ok === true && card.value.name !== '') return card.value.name
    const userId = privateUserId(dialogId)
    return userId === null
      ? t('list.unnamedChat', { id: idOf(dialogId) })
      : t('list.unnamedPerson', { id: userId })
  })
}

/** What a chat is linked to, in a word; any object the app has no word for is "Open in Bitrix24". */
export function useEntityName() {
  const { t, te } = useI18n()
  return (type: string): string => {
    const key = `entities.${type.toLowerCase()}`
    return te(key) ? t(key) : t('entities.other')
  }
}
