import { useTimeoutFn } from '@vueuse/core'
import { shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useAnnouncer } from '../../composables/use-announcer.ts'
import { useConversationName } from '../../i18n/conversation-name.ts'
import { useFormat } from '../../i18n/format.ts'
import { useChatCardsStore } from '../../stores/chat-cards.ts'
import { useUnreadStore } from '../../stores/unread.ts'

/** As many chats as a screen reader names one by one. */
const spokenByName = 2
/** How long a row that has come in stands out, in ms. */
const freshFor = 2_000

/** What has come in: rows that stand out for a moment, and what a screen reader says of them. */
export function useNews(rowsOnScreen: () => readonly string[]) {
  const { t } = useI18n()
  const format = useFormat()
  const nameOf = useConversationName()
  const unread = useUnreadStore()
  const chatCards = useChatCardsStore()

  const fresh = shallowRef<ReadonlySet<string>>(new Set())
  const highlight = useTimeoutFn(() => { fresh.value = new Set() }, freshFor, { immediate: false })
  watch(() => unread.news, (news) => {
    fresh.value = new Set(news.map(({ dialogId }) => dialogId))
    highlight.start()
    // Those few that will be spoken of need their names.
    if (news.length <= spokenByName) chatCards.want([...rowsOnScreen(), ...fresh.value])
  })

  const announcement = useAnnouncer(() => unread.news, (news) => {
    const added = news.reduce((sum, one) => sum + one.added, 0)
    const many = { added: format.amount(added, news.some(({ atLeast }) => atLeast)), chats: news.length }
    if (news.length > spokenByName) return t('announce.many', many, added)
    return news.map((one) => {
      const name = nameOf.value(one.dialogId, chatCards.cards.get(one.dialogId))
      return one.added === 0 ? t('announce.marked', { name }) : t('announce.one', { name, n: format.amount(one.added, one.atLeast) }, one.added)
    }).join(format.stop.value)
  })

  return { fresh, announcement }
}
