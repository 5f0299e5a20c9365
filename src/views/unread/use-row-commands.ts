import { type MaybeRefOrGetter, shallowRef, toValue } from 'vue'
import type { RowCommand } from '../../components/list/row-command.ts'
import type { ChatCommand } from '../../domain/chat-command.ts'
import type { Conversation } from '../../domain/conversation.ts'
import type { LaterChoice } from '../../domain/later.ts'
import { useActionsStore } from '../../stores/actions.ts'
import { useChatCardsStore } from '../../stores/chat-cards.ts'
import { useConnectionStore } from '../../stores/connection.ts'
import { useLaterStore } from '../../stores/later.ts'

interface RowCommandsOptions {
  /** The rows that are selected. */
  readonly selected: MaybeRefOrGetter<readonly Conversation[]>
  readonly select: (dialogId: string) => void
  readonly selectNone: () => void
  readonly openDetails: (dialogId: string) => void
}

/** What a person does with rows: with one, or with all that are selected where it is one of them. */
export function useRowCommands({ selected, select, selectNone, openDetails }: RowCommandsOptions) {
  const connection = useConnectionStore()
  const actions = useActionsStore()
  const later = useLaterStore()
  const chatCards = useChatCardsStore()
  /** What is to be put aside, while a dialog asks until when. */
  const toPutAside = shallowRef<readonly Conversation[]>([])

  function withSelection(conversation: Conversation): readonly Conversation[] {
    const rows = toValue(selected)
    return rows.some(({ dialogId }) => dialogId === conversation.dialogId) ? rows : [conversation]
  }

  function doAll(command: ChatCommand, conversations: readonly Conversation[]): void {
    actions.carryOutAll(command, conversations)
    if (conversations.length > 1) selectNone()
  }

  function askLater(conversations: readonly Conversation[]): void {
    toPutAside.value = conversations
  }

  function putAside(choice: LaterChoice, timeZone: string | undefined): void {
    void actions.putAside(toPutAside.value, choice, timeZone)
    selectNone()
  }

  function openEntity(dialogId: string): void {
    const card = chatCards.cards.get(dialogId)
    if (card?.ok === true && card.value.entity !== null) connection.portal?.openLink(card.value.entity.url)
  }

  function command(conversation: Conversation, name: RowCommand): void {
    const { dialogId } = conversation
    switch (name) {
      case 'open-chat': return void actions.openChat(dialogId)
      case 'details': return void openDetails(dialogId)
      case 'open-entity': return void openEntity(dialogId)
      case 'select': return void select(dialogId)
      case 'snooze': return void askLater(withSelection(conversation))
      case 'unsnooze': return void later.bringBack(withSelection(conversation).map(one => one.dialogId))
      default: doAll(name, withSelection(conversation))
    }
  }

  return { toPutAside, command, doAll, askLater, putAside }
}
