import type { B24Frame } from '@bitrix24/b24jssdk'
import { type ChatCard, type Person, privateUserId } from '../domain/chat.ts'
import { failed, type Outcome, success } from '../domain/failure.ts'
import { askBatch, type Command, type CommandAnswer, maxBatchLength } from './batch.ts'
import { parseChatCard } from './chat.ts'
import { actOn } from './chat-actions.ts'
import { identityOf } from './identity.ts'
import { optionsOf } from './options.ts'
import { parsed } from './parsed.ts'
import { parsePeople } from './person.ts'
import { type Placement, placementOf } from './placement.ts'
import { askSources, dialogCommand, usersCommand } from './poll.ts'
import type { Portal } from './portal.ts'
import type * as Seldom from './seldom.ts'

/** Private chats share one command of a batch, for all their people. */
export const maxLookUp = maxBatchLength - 1

const ignored = () => undefined

/** The portal behind a connected frame. */
export function portalOf(b24: B24Frame): Portal {
  const origin = b24.getTargetOrigin()
  const identity = identityOf(b24)
  const placement: Placement = b24.isInstallMode
    ? { kind: 'install' }
    : placementOf(b24.placement.placement, b24.placement.options)

  const portal: Portal = {
    origin,
    language: b24.getLang(),
    placement,
    isAdmin: b24.auth.isAdmin,
    get userId() {
      return identity.userId
    },
    identified: identity.identified,
    followTimeZone: identity.followTimeZone,
    options: optionsOf(b24),

    async poll(sources) {
      const answer = await askSources(b24, sources, identity.commands)
      if (!answer.ok) return answer
      identity.take(answer.value.extra)
      return success(answer.value.answers)
    },

    async lookUp(dialogIds) {
      const personIds = dialogIds.map(privateUserId).filter(id => id !== null)
      const chatIds = dialogIds.filter(id => privateUserId(id) === null)
      const commands: Record<string, Command> = Object.fromEntries(chatIds.map(id => [id, dialogCommand(id)]))
      if (personIds.length > 0) commands.people = usersCommand(personIds)
      const answers = await askBatch(b24, commands)
      if (!answers.ok) return answers
      const { people, ...chats } = answers.value
      const cards = new Map<string, Outcome<ChatCard>>()
      for (const [id, answer] of Object.entries(chats)) {
        cards.set(id, parsed(answer, result => parseChatCard(result, { dialogId: id, origin })).outcome)
      }
      for (const [id, card] of personCards(people, personIds, origin)) cards.set(id, card)
      return success(cards)
    },

    async people(userIds) {
      const answers = await askBatch(b24, { people: usersCommand(userIds) })
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
      const id = await identity.ask()
      if (id.ok) portal.openLink(`${origin}/company/personal/user/${String(id.value)}/tasks/`)
      return id.ok ? success(undefined) : id
    },

    act: actions => actOn(b24, actions),
    taskBreakdown: request => seldom(({ askTaskBreakdown }) => askTaskBreakdown(b24, request)),
    findProjects: name => seldom(({ findProjects }) => findProjects(b24, name)),
    search: text => seldom(({ searchDialogs }) => searchDialogs(b24, text)),
    installer: async () => (await import('./install.ts')).installerOf(b24),

    setTitle(title) {
      // Elsewhere the portal denies it, and says nothing.
      if (placement.kind === 'own-page') b24.parent.setTitle(title).catch(ignored)
    },
  }
  return portal
}

/** Asks by code that is fetched first: without a network, there is neither an answer nor the code. */
async function seldom<T>(ask: (code: typeof Seldom) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const code = await import('./seldom.ts').catch(() => null)
  return code === null ? failed({ kind: 'network', code: 'NETWORK_ERROR' }) : ask(code)
}

function personCards(answer: CommandAnswer | undefined, userIds: readonly number[], origin: string): [string, Outcome<ChatCard>][] {
  if (userIds.length === 0) return []
  const { outcome } = parsed(answer, result => parsePeople(result, origin))
  return userIds.map(id => [String(id), outcome.ok ? cardOf(outcome.value.get(id), id) : outcome])
}

function cardOf(person: Person | undefined, userId: number): Outcome<ChatCard> {
  if (person === undefined) return failed({ kind: 'missing', code: 'NO_SUCH_USER' })
  const { name, avatar, color } = person
  return success({ dialogId: String(userId), name, kind: 'dialog', avatar, color, entity: null })
}
