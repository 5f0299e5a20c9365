import type { B24Frame } from '@bitrix24/b24jssdk'
import { retryOnline } from '../browser/retry-online.ts'
import { err, type Result, ok } from '../domain/failure.ts'
import { maxBatchLength } from './batch.ts'
import { identityOf } from './identity.ts'
import type * as Later from './deferred.ts'
import { optionsOf } from './options.ts'
import { type Placement, placementOf } from './placement.ts'
import { askSources, loadChatCode } from './poll.ts'
import type { Portal } from './portal.ts'

/** Private chats share one command of a batch, for all their people. */
export const maxLookUp = maxBatchLength - 1

const ignored = () => undefined

/** The portal behind a connected frame. */
export function portalOf(b24: B24Frame): Portal {
  const origin = b24.getTargetOrigin()
  const options = optionsOf(b24)
  const identity = identityOf(b24, options)
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
    options,

    async poll(sources) {
      // One place in the batch is kept for the names of people.
      const room = maxBatchLength - sources.length - 1
      const profile = identity.extraCommands(room)
      const extra = [...options.extraCommands(room - profile.length), ...profile]
      const answer = await askSources(b24, sources, Object.fromEntries(extra.map(({ key, command }) => [key, command])))
      for (const { key, take } of extra) take(answer.ok ? answer.value.extra[key] : undefined)
      return answer.ok ? ok(answer.value.answers) : answer
    },

    prepare: () => void loadChatCode(),

    lookUp: (dialogIds, whose) => deferred(({ lookUp }) => lookUp(b24, dialogIds, whose)),
    async recent(offset) {
      const code = await deferredCode()
      return code === null ? { outcome: noNetwork, operating: null } : code.askRecent(b24, identity.userId, offset)
    },
    async notifications(after) {
      const code = await deferredCode()
      return code === null ? { outcome: noNetwork, operating: null } : code.askNotifications(b24, identity.userId, after)
    },
    notify: action => deferred(({ notify }) => notify(b24, action)),
    async tasks(list, start) {
      const code = await deferredCode()
      const id = code === null ? noNetwork : await identity.ask()
      return id.ok && code !== null ? code.askTasks(b24, id.value, list, start) : { outcome: id.ok ? noNetwork : id, operating: null }
    },
    messages: requests => deferred(({ askMessages }) => askMessages(b24, identity.userId, requests)),
    send: (dialogId, text, replyToId) => deferred(({ sendMessage }) => sendMessage(b24, dialogId, text, replyToId)),
    like: (messageId, likes) => deferred(({ likeMessage }) => likeMessage(b24, messageId, likes)),
    people: userIds => deferred(({ askPeople }) => askPeople(b24, userIds)),

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
      return id.ok ? ok(undefined) : id
    },

    async act(actions) {
      const done = await deferred(async ({ actOn }) => ok(await actOn(b24, actions)))
      return done.ok ? done.value : actions.map(() => done)
    },
    scopes: () => deferred(({ askScopes }) => askScopes(b24)),
    taskBreakdown: request => deferred(({ askTaskBreakdown }) => askTaskBreakdown(b24, request)),
    findProjects: name => deferred(({ findProjects }) => findProjects(b24, name)),
    search: text => deferred(({ searchDialogs }) => searchDialogs(b24, text)),
    installer: retryOnline(async () => (await import('./install.ts')).installerOf(b24)),

    setTitle(title) {
      // Elsewhere the portal denies it, and says nothing.
      if (placement.kind === 'own-page') b24.parent.setTitle(title).catch(ignored)
    },
  }
  return portal
}

/** Asks by code that is fetched first: without a network, there is neither an answer nor the code. */
async function deferred<T>(ask: (code: typeof Later) => Promise<Result<T>>): Promise<Result<T>> {
  const code = await deferredCode()
  return code === null ? noNetwork : ask(code)
}

const deferredCode = () => import('./deferred.ts').catch(() => null)
const noNetwork = err({ kind: 'network', code: 'NETWORK_ERROR' })
