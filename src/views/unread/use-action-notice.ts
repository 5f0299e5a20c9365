import { useTimeoutFn } from '@vueuse/core'
import { computed, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useConversationName } from '../../i18n/conversation-name.ts'
import type { Offer } from '../../domain/offer.ts'
import type { ChatAction } from '../../domain/chat-action.ts'
import { mayBeUnanswered } from '../../domain/conversation.ts'
import { isPassing } from '../../domain/failure.ts'
import { useFailureReason } from '../../i18n/failure-reason.ts'
import { useFormat } from '../../i18n/format.ts'
import { isolate } from '../../i18n/isolate.ts'
import { type ActionNotice, useActionNoticeStore } from '../../stores/action-notice.ts'
import { useActionsStore } from '../../stores/actions.ts'
import { useChatCardsStore } from '../../stores/chat-cards.ts'
import { useOpenLinesStore } from '../../stores/open-lines.ts'
import { useConnectionStore } from '../../stores/connection.ts'
import { useUnreadStore } from '../../stores/unread.ts'

/** How long something that went well stays in sight, in ms. What failed stays until it is dismissed. */
const inSight = 8_000

/** What went well. */
const passing: ReadonlySet<ActionNotice['status']> = new Set(['done', 'done-many', 'aside', 'opened'])

/** What an action has done, as far as that is known in every portal: a mark that is removed may have read its chat or not. */
type Done = 'read' | 'comments' | 'unmark' | 'mute'

const doneTexts: Readonly<Record<Done, { readonly one: string, readonly many: string }>> = {
  read: { one: 'actions.doneRead', many: 'actions.doneMany' },
  comments: { one: 'undo.comments', many: 'undo.commentsMany' },
  unmark: { one: 'mark.removed', many: 'mark.removedMany' },
  mute: { one: 'undo.muted', many: 'undo.mutedMany' },
}

function doneOf(action: ChatAction): Done | 'read-all' {
  switch (action.kind) {
    case 'read-all':
    case 'unmark':
    case 'mute':
      return action.kind
    default:
      return action.kind === 'read' && action.commentsOnly === true ? 'comments' : 'read'
  }
}

export interface NoticeLink {
  readonly label: string
  readonly url: string | null
  /** The hook of its button. @default notice-action */
  readonly hook?: 'undo'
}

export interface NoticeText {
  /** One for each reason; without one where nothing failed. */
  readonly lines: readonly { readonly text: string, readonly reason: string | null }[]
  /** Of what failed, by blanks; null where nothing did. */
  readonly code: string | null
  readonly link: NoticeLink | null
  readonly offers?: readonly { readonly name: Offer, readonly label: string }[]
}

/** The words for what the person did last, and what they may do about it. */
export function useActionNotice(nameOf?: (dialogId: string) => string) {
  const { t } = useI18n()
  const format = useFormat()
  const actions = useActionsStore()
  const notices = useActionNoticeStore()
  const openLines = useOpenLinesStore()
  const connection = useConnectionStore()
  const unread = useUnreadStore()
  const { cards } = useChatCardsStore()
  const conversationName = useConversationName()

  const name = (dialogId: string) => isolate(nameOf?.(dialogId) ?? conversationName.value(dialogId, cards.get(dialogId)))
  const subject = (action: ChatAction) => (action.kind === 'read-all' ? '' : name(action.dialogId))
  const reasonOf = useFailureReason()

  function textOf(actions: readonly ChatAction[]): string {
    const [first] = actions
    return first !== undefined && actions.length === 1
      ? t(`actions.failed.${first.kind === 'unread' ? 'mark' : first.kind}`, { name: subject(first) })
      : t('actions.failedMany', actions.length)
  }

  /** Marks that stood alone may be among what was read: there was nothing else to read. */
  function doneText(actions: readonly [ChatAction, ...ChatAction[]]): string {
    const [first] = actions
    const done = new Set(actions.map(doneOf))
    const what = done.size > 1 ? 'read' : doneOf(first)
    if (what === 'read-all' || done.has('read-all')) return t('actions.doneAll')
    return actions.length === 1
      ? t(doneTexts[what].one, { name: subject(first) })
      : t(doneTexts[what].many, { n: actions.length }, actions.length)
  }
  function doneLines(done: readonly ChatAction[] = []): NoticeText['lines'] {
    const isMute = ({ kind }: ChatAction) => kind === 'mute'
    return [done.filter(isMute), done.filter(action => !isMute(action))].flatMap(([first, ...others]) => (
      first === undefined ? [] : {
        text: doneText([first, ...others]),
        reason: first.kind === 'read-all' && unread.conversations.some(mayBeUnanswered) ? t('readAll.stay') : null,
      }
    ))
  }
  function waitingLine(dialogIds: readonly string[]): NoticeText['lines'][number] {
    const [, ...others] = dialogIds
    if (others.length > 2) return { text: t('readAll.stay'), reason: null }
    return {
      text: t('line.waiting', { name: dialogIds.map(name).join(format.comma.value) }),
      reason: t(others.length > 0 ? 'readAll.stay' : 'line.why'),
    }
  }
  const undo = (): NoticeLink => ({ label: t('undo.label'), url: null, hook: 'undo' })
  const undoOf = ([first]: readonly ChatAction[] = []) => (first === undefined || first.kind === 'read-all' ? null : undo())

  const shown = computed<NoticeText | null>(() => {
    const { notice } = notices
    switch (notice?.status) {
      case 'opened':
        return {
          lines: [{ text: t('actions.opened', { name: name(notice.dialogId) }), reason: null }], code: null,
          link: { label: t('actions.openInTab'), url: connection.portal?.chatUrl(notice.dialogId) ?? null },
        }
      case 'done':
      case 'done-many': {
        const done = notice.status === 'done' ? [notice.action] : notice.actions
        return { lines: doneLines(done), code: null, link: undoOf(done) }
      }
      case 'aside': {
        const { dialogIds, until, isKept } = notice
        const [first] = dialogIds
        const what = dialogIds.length === 1 && first !== undefined
          ? t('later.done', { name: name(first) })
          : t('later.doneMany', { n: dialogIds.length }, dialogIds.length)
        const when = until === null ? t('later.untilMessage') : t('later.until', { time: format.next(until, Date.now()) })
        return {
          lines: [{ text: what, reason: isKept === false ? t('later.notKept') : when }],
          code: isKept === false ? 'NOT_KEPT' : null, link: undo(),
        }
      }
      case 'waiting': {
        const { dialogId, others = [], done } = notice
        return {
          lines: [...doneLines(done), waitingLine([dialogId, ...others])], code: 'REFUSED', link: undoOf(done),
          offers: others.length > 0 ? [] : [
            { name: 'open', label: t('keys.open') },
            ...(openLines.canAnswer === true
              ? [{ name: 'answer' as const, label: t('line.answer') }, { name: 'skip' as const, label: t('line.skip') }]
              : []),
          ],
        }
      }
      case 'failed': {
        const { groups, done } = notice
        return {
          lines: [...doneLines(done), ...groups.map(group => ({ text: textOf(group.actions), reason: reasonOf(group.failure) }))],
          code: groups.map(({ failure }) => failure.code).join(' '),
          link: groups.some(({ failure }) => isPassing(failure)) ? { label: t('fatal.retry'), url: null } : undoOf(done),
        }
      }
      case 'unopened':
        return { lines: [{ text: t('tasks.unopened'), reason: reasonOf(notice.failure) }], code: notice.failure.code, link: null }
      default:
        return null
    }
  })

  const fade = useTimeoutFn(notices.dismiss, inSight, { immediate: false })

  /** A notice does not go from under the fingers of whoever is about to press something in it. */
  const hold = fade.stop
  function release(): void {
    fade.stop()
    if (notices.notice !== null && passing.has(notices.notice.status) && shown.value?.code === null) fade.start()
  }
  // A notice may be older than the corner it stands in now.
  watch(() => notices.notice, release, { immediate: true })

  /** What the notice offers. */
  function act(): void {
    if (shown.value?.link?.hook === 'undo') actions.undo()
    else actions.retry()
  }

  function choose(offer: Offer): void {
    if (notices.notice?.status === 'waiting') actions.help(offer, notices.notice.dialogId)
  }

  return { shown, act, choose, hold, release, dismiss: notices.dismiss }
}
