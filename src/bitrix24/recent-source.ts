import type { B24Frame } from '@bitrix24/b24jssdk'
import { inSlices } from '../browser/slices.ts'
import { yieldToMain } from '../browser/yield-to-main.ts'
import { ok, type Result } from '../domain/failure.ts'
import type { MessagePage } from '../domain/message.ts'
import type { RecentPage } from '../domain/recent.ts'
import type { ReaderContext } from './authors.ts'
import { askBatch, maxBatchLength } from './batch.ts'
import { messagesCommand, type MessagesRequest, parseMessages } from './messages.ts'
import { parsed, type Parsed, parsedInTime } from './parsed.ts'
import { parseRecent, recentCommand } from './recent.ts'

const contextOf = (b24: B24Frame, userId: number | null): ReaderContext => ({ origin: b24.getTargetOrigin(), userId })

/** A page of the unread conversations, with their last messages. One HTTP request. */
export async function askRecent(b24: B24Frame, userId: number | null, offset: number): Promise<Parsed<RecentPage>> {
  const answers = await askBatch(b24, { recent: recentCommand(offset) })
  if (!answers.ok) return { outcome: answers, operating: null }
  await yieldToMain()
  return parsedInTime(answers.value.recent, answer => parseRecent(answer, contextOf(b24, userId)))
}

/** Messages of several chats, each with its own outcome. One HTTP request; requests past the 50th are left out. */
export async function askMessages(
  b24: B24Frame,
  userId: number | null,
  requests: readonly MessagesRequest[],
): Promise<Result<ReadonlyMap<string, Result<MessagePage>>>> {
  const asked = requests.slice(0, maxBatchLength)
  const answers = await askBatch(b24, Object.fromEntries(asked.map(request => [request.dialogId, messagesCommand(request)])))
  if (!answers.ok) return answers
  const pages = new Map<string, Result<MessagePage>>()
  await yieldToMain()
  await inSlices(asked, ({ dialogId }) => {
    pages.set(dialogId, parsed(answers.value[dialogId], answer => parseMessages(answer, contextOf(b24, userId))).outcome)
  })
  return ok(pages)
}
