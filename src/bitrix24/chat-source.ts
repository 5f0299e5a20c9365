import type { Person } from '../domain/chat.ts'
import { privateUserId } from '../domain/dialog-id.ts'
import { type ChatDetails, dialogIdOf, type SourceAnswer, type SourceKey } from '../domain/source.ts'
import type { CommandAnswer } from './batch.ts'
import { parseChat } from './chat.ts'
import { parsed } from './parsed.ts'
import { parsePeople } from './person.ts'

/** What a chat's own page asks for, beside the chat: the other person of a private chat. */
export function chatAnswer(
  source: Exclude<SourceKey, 'messenger' | 'tasks'>,
  answer: CommandAnswer | undefined,
  people: ReadonlyMap<number, Person>,
  origin: string,
): SourceAnswer {
  const dialogId = dialogIdOf(source) ?? ''
  return {
    source,
    ...parsed(answer, (result): ChatDetails => ({
      chat: parseChat(result, { dialogId, origin }),
      person: people.get(privateUserId(dialogId) ?? 0) ?? null,
    })),
  }
}

/** The people of a batch. Nothing else stands or falls with them: a portal that refuses still names the readers. */
export function peopleIn(answer: CommandAnswer | undefined, origin: string): ReadonlyMap<number, Person> {
  const { outcome } = parsed(answer, result => parsePeople(result, origin))
  return outcome.ok ? outcome.value : new Map()
}
