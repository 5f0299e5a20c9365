import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { Portal } from '../bitrix24/portal.ts'
import { frameClock } from '../browser/frame-clock.ts'
import { mayBeUnanswered } from '../domain/conversation.ts'
import { err, mayHaveActed, ok, type Result } from '../domain/failure.ts'
import type { MessagePage } from '../domain/message.ts'
import { type Attempt, findSent, idle, type Sending } from '../domain/reply.ts'
import { useConnectionStore } from './connection.ts'
import { usePeekStore } from './peek.ts'
import { usePendingActionsStore } from './pending-actions.ts'
import { usePreviewsStore } from './previews.ts'
import { useUnreadStore } from './unread.ts'

/** As many messages as im.dialog.messages.get tells at once. */
const pageLength = 50
/** Pages looked through for a message that may have been sent. */
const mostPages = 5

/** Where nothing is known by the other key yet. */
function move<V>(map: Map<string, V>, from: string, to: string): void {
  const value = map.get(from)
  map.delete(from)
  if (value !== undefined && !map.has(to)) map.set(to, value)
}

/**
 * What the reader writes. A message is never sent twice: where nobody knows whether the portal has taken it, the app looks
 * for it in the chat, and again before it is sent anew. Drafts stay in memory, while the app is open.
 */
export const useRepliesStore = defineStore('replies', () => {
  const connection = useConnectionStore()
  const peek = usePeekStore()
  const pending = usePendingActionsStore()
  const previews = usePreviewsStore()
  const unread = useUnreadStore()
  const drafts = shallowReactive(new Map<string, string>())
  const sendings = shallowReactive(new Map<string, Sending>())
  /** What was sent without an answer, by chat. */
  const attempts = new Map<string, Attempt>()
  /** The newest message of each chat that was sent from here. */
  const lastSent = new Map<string, number>()

  const draftOf = (dialogId: string): string => drafts.get(dialogId) ?? ''
  const sendingOf = (dialogId: string): Sending => sendings.get(dialogId) ?? idle
  const isBusy = (dialogId: string): boolean => ['sending', 'looking'].includes(sendingOf(dialogId).status)

  /** Keeps what is being written. What was said of an earlier text goes, save that nobody knows whether it was sent. */
  function write(dialogId: string, text: string): void {
    if (isBusy(dialogId)) return
    if (text === '') drafts.delete(dialogId)
    else drafts.set(dialogId, text)
    if (text === '' || !attempts.has(dialogId)) sendings.delete(dialogId)
  }

  /** Chats that were renamed while something was being sent there. */
  const renamed = new Map<string, string>()

  /** A chat goes by another id from now on, with all that is known of what was written in it. */
  function rename(from: string, to: string): void {
    if (from === to) return
    if (isBusy(from) || isBusy(to)) return void renamed.set(from, to)
    const written = [drafts.get(from), drafts.get(to)].filter(text => text !== undefined)
    if (written.length > 0) drafts.set(to, written.join('\n'))
    drafts.delete(from)
    move(sendings, from, to)
    move(attempts, from, to)
    move(lastSent, from, to)
  }

  /**
   * Sends what is written in a chat. One at a time: whatever is pressed meanwhile sends nothing. Returns whether the portal
   * has a message more.
   */
  async function send(dialogId: string): Promise<boolean> {
    const text = draftOf(dialogId).trim()
    if (text === '' || isBusy(dialogId) || connection.portal === null) return false
    const isSent = await sendText(connection.portal, dialogId, text)
    for (const [from, to] of [...renamed]) {
      if (from !== dialogId && to !== dialogId) continue
      renamed.delete(from)
      rename(from, to)
    }
    return isSent
  }

  async function sendText(portal: Portal, dialogId: string, text: string): Promise<boolean> {
    const earlier = attempts.get(dialogId)
    if (earlier !== undefined) {
      const arrived = await hasArrived(dialogId, earlier)
      if (arrived !== false) return arrived === true
    }
    // How far has been looked by now. What is not there, and not in the field either, is not looked for any more.
    const looked = attempts.get(dialogId)
    if (looked?.texts.includes(text) === false) attempts.delete(dialogId)
    sendings.set(dialogId, { status: 'sending' })
    const after = looked?.after ?? await newestIn(dialogId)
    if (typeof after !== 'number') return end(dialogId, { status: 'unsent', failure: after.failure })
    const outcome = await portal.send(dialogId, text)
    if (outcome.ok) return markSent(dialogId, outcome.value, text)
    if (!mayHaveActed(outcome.failure)) return end(dialogId, { status: 'refused', failure: outcome.failure })
    const attempt = { after, texts: [...new Set([...earlier?.texts ?? [], text])] }
    attempts.set(dialogId, attempt)
    const arrived = await hasArrived(dialogId, attempt)
    return arrived === false ? end(dialogId, { status: 'unsent', failure: outcome.failure }) : arrived === true
  }

  function end(dialogId: string, sending: Sending): false {
    sendings.set(dialogId, sending)
    return false
  }

  /** Looks whether one of these texts has arrived. Null: nobody can tell. */
  async function hasArrived(dialogId: string, attempt: Attempt): Promise<boolean | null> {
    sendings.set(dialogId, { status: 'looking' })
    const found = await find(dialogId, attempt)
    if (found.ok) return found.value !== null && markSent(dialogId, found.value.id, found.value.text)
    sendings.set(dialogId, { status: 'unknown', failure: found.failure })
    return null
  }

  /** The next look goes on from here; on the last page it looks again, since a message may come late beside newer ones. */
  async function find(dialogId: string, { after, texts }: Attempt): Promise<Result<ReturnType<typeof findSent>>> {
    let newest = after
    for (let pages = 0; pages < mostPages; pages += 1) {
      const page = await pageOf(dialogId, newest)
      if (!page.ok) return page
      const found = findSent(page.value.messages, texts)
      if (found !== null || page.value.messages.length + page.value.dropped < pageLength) return ok(found)
      newest = page.value.messages[0]?.id ?? newest
      attempts.set(dialogId, { texts, after: newest })
    }
    return err({ kind: 'malformed', code: 'TOO_MANY_MESSAGES' })
  }

  /** Messages after one, or the newest ones. */
  async function pageOf(dialogId: string, after?: number): Promise<Result<MessagePage>> {
    const answer = await connection.portal?.messages([{ dialogId, limit: pageLength, ...(after !== undefined && { after }) }])
    if (answer?.ok === false) return answer
    return answer?.value.get(dialogId) ?? err({ kind: 'malformed', code: 'MALFORMED_ANSWER' })
  }

  /** The newest message that is known in a chat, so that a new one can be told from it. Asked for where none is. */
  async function newestIn(dialogId: string): Promise<number | Extract<Result<never>, { ok: false }>> {
    const ids = [
      lastSent.get(dialogId),
      previews.previews.get(dialogId)?.message?.id,
      peek.dialogId === dialogId ? peek.messages.at(-1)?.id : undefined,
    ].filter(id => id !== undefined)
    if (ids.length > 0) return Math.max(...ids)
    const page = await pageOf(dialogId)
    return page.ok ? page.value.messages[0]?.id ?? 0 : page
  }

  /** The portal has the message: it has marked the chat as read up to it. */
  function markSent(dialogId: string, messageId: number, text: string): true {
    const at = frameClock.now()
    lastSent.set(dialogId, Math.max(messageId, lastSent.get(dialogId) ?? 0))
    attempts.delete(dialogId)
    const isAllSent = draftOf(dialogId).trim() === text
    if (isAllSent) drafts.delete(dialogId)
    sendings.set(dialogId, isAllSent ? idle : { status: 'sent-before' })
    const conversation = unread.counters?.conversations.find(one => one.dialogId === dialogId)
    if (conversation !== undefined) {
      // Only the portal can tell whether an open line that waits for an answer has got it.
      pending.addDone({ kind: mayBeUnanswered(conversation) ? 'answer' : 'read', dialogId }, at)
    }
    peek.noteSent(dialogId, messageId, text)
    return true
  }

  return { draftOf, sendingOf, isBusy, write, rename, send }
})
