import type { B24Frame } from '@bitrix24/b24jssdk'
import { type ChatCard, type Person, privateUserId } from '../domain/chat.ts'
import { failed, type Outcome, success } from '../domain/failure.ts'
import { askBatch, type Command, type CommandAnswer, maxBatchLength } from './batch.ts'
import { parseChat, parseChatCard } from './chat.ts'
import { actOn } from './chat-actions.ts'
import { parseCounters } from './counters.ts'
import { attempt, parsed } from './parsed.ts'
import { parsePeople } from './person.ts'
import { placementOf } from './placement.ts'
import type { ChatAnswer, Portal } from './portal.ts'
import { parseProfile } from './profile.ts'
import { searchDialogs } from './search.ts'
import { askTaskBreakdown } from './task-breakdown.ts'
import { parseTaskCounters } from './task-counters.ts'

/** Private chats share one command of a batch, for all their people. */
export const maxLookUp = maxBatchLength - 1

const ignored = () => undefined
const dialog = (dialogId: string): Command => ({ method: 'im.dialog.get', params: { DIALOG_ID: dialogId } })
const users = (ids: readonly number[]): Command => ({ method: 'im.user.list.get', params: { ID: [...ids] } })

/** The portal behind a connected frame. */
export function portalOf(b24: B24Frame): Portal {
  const origin = b24.getTargetOrigin()
  const placement = placementOf(b24.placement.placement, b24.placement.options)
  let userId: number | null = null

  async function askUserId(): Promise<Outcome<number>> {
    if (userId !== null) return success(userId)
    const answers = await askBatch(b24, { profile: { method: 'profile' } })
    if (!answers.ok) return answers
    const { outcome } = parsed(answers.value.profile, parseProfile)
    if (outcome.ok) userId = outcome.value
    return outcome
  }

  const portal: Portal = {
    origin,
    language: b24.getLang(),
    placement,
    isAdmin: b24.auth.isAdmin,

    async poll({ messenger, tasks, chat }) {
      const personId = chat === null ? null : privateUserId(chat)
      const answers = await askBatch(b24, {
        ...(messenger && { messenger: { method: 'im.counters.get' } }),
        ...(tasks && { tasks: { method: 'tasks.task.counters.get' } }),
        ...(chat !== null && { chat: dialog(chat) }),
        ...(personId !== null && { person: users([personId]) }),
      } as Record<'messenger' | 'tasks' | 'chat' | 'person', Command>)
      if (!answers.ok) return answers
      const { value } = answers
      return success({
        messenger: messenger ? parsed(value.messenger, parseCounters) : null,
        tasks: tasks ? parsed(value.tasks, parseTaskCounters) : null,
        chat: chat === null ? null : parsed(value.chat, (answer): ChatAnswer => ({
          chat: parseChat(answer, { dialogId: chat, origin }),
          person: personId === null ? null : personFrom(value.person, personId, origin),
        })),
      })
    },

    async lookUp(dialogIds) {
      const personIds = dialogIds.map(privateUserId).filter(id => id !== null)
      const chatIds = dialogIds.filter(id => privateUserId(id) === null)
      const commands: Record<string, Command> = Object.fromEntries(chatIds.map(id => [id, dialog(id)]))
      if (personIds.length > 0) commands.people = users(personIds)
      const answers = await askBatch(b24, commands)
      if (!answers.ok) return answers
      const { people, ...chats } = answers.value
      const cards = new Map<string, Outcome<ChatCard>>()
      for (const [id, answer] of Object.entries(chats)) {
        cards.set(id, parsed(answer, result => parseChatCard(result, { dialogId: id, origin })).outcome)
      }
      for (const id of personIds) cards.set(String(id), personCard(people, id, origin))
      return success(cards)
    },

    async people(userIds) {
      const answers = await askBatch(b24, { people: users(userIds) })
      return answers.ok ? parsed(answers.value.people, answer => parsePeople(answer, origin)).outcome : answers
    },

    openChat(dialogId) {
      // Never awaited: the portal opens the messenger and answers nothing.
      b24.parent.imOpenMessenger(dialogId as `chat${number}`).catch(ignored)
    },

    chatUrl: dialogId => `${origin}/online/?IM_DIALOG=${dialogId}`,

    openLink(url) {
      const inNewTab = () => void window.open(url, '_blank', 'noopener')
      if (new URL(url).origin === origin) b24.slider.openPath(new URL(url)).catch(inNewTab)
      else inNewTab()
    },

    async openTasks() {
      const id = await askUserId()
      if (id.ok) portal.openLink(`${origin}/company/personal/user/${id.value}/tasks/`)
      return id.ok ? success(undefined) : id
    },

    act: actions => actOn(b24, actions),
    taskBreakdown: request => askTaskBreakdown(b24, request),
    search: text => searchDialogs(b24, text),

    setTitle(title) {
      // Elsewhere the portal denies it, and says nothing.
      if (placement.kind === 'own-page') b24.parent.setTitle(title).catch(ignored)
    },
  }
  return portal
}

/** The details of a chat stand without the person: a portal that refuses im.user.list.get still names the readers. */
function personFrom({ outcome }: CommandAnswer, userId: number, origin: string): Person | null {
  if (!outcome.ok) return null
  const people = attempt(() => parsePeople(outcome.value, origin))
  return people.ok ? people.value.get(userId) ?? null : null
}

function personCard(answer: CommandAnswer | undefined, userId: number, origin: string): Outcome<ChatCard> {
  if (answer === undefined) return failed({ kind: 'malformed', code: 'MALFORMED_ANSWER' })
  if (!answer.outcome.ok) return answer.outcome
  const person = personFrom(answer, userId, origin)
  if (person === null) return failed({ kind: 'missing', code: 'NO_SUCH_USER' })
  return success({
    dialogId: String(userId),
    name: person.name,
    kind: 'dialog',
    avatar: person.avatar,
    color: person.color,
    entity: null,
  })
}
