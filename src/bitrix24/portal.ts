import type { Chat, ChatCard, Person } from '../domain/chat.ts'
import type { Counters } from '../domain/counters.ts'
import type { Outcome } from '../domain/failure.ts'
import type { TaskCounters } from '../domain/task-counters.ts'
import type { OperatingTime } from './batch.ts'
import type { Installer } from './install.ts'
import type { Options } from './options.ts'
import type { Placement } from './placement.ts'

/** What a poll can ask for; each is one command of the same HTTP request. */
export interface PollRequest {
  readonly messenger: boolean
  readonly tasks: boolean
  /** The dialog id of a chat whose details are wanted. */
  readonly chat: string | null
}

export interface SourceAnswer<T> {
  readonly outcome: Outcome<T>
  readonly operating: OperatingTime | null
}

/** A chat's details; in a private chat with the other person, where the portal tells who that is. */
export interface ChatAnswer {
  readonly chat: Chat
  readonly person: Person | null
}

/** The answers to one poll; null where the request did not ask. */
export interface PollAnswer {
  readonly messenger: SourceAnswer<Counters> | null
  readonly tasks: SourceAnswer<TaskCounters> | null
  readonly chat: SourceAnswer<ChatAnswer> | null
}

/** The portal around the app: the one door to everything outside. */
export interface Portal {
  /** Such as `https://example.bitrix24.com`. */
  readonly origin: string
  /** The portal's own code of the interface language, such as `ua`. */
  readonly language: string
  readonly placement: Placement
  readonly isAdmin: boolean
  readonly installer: Installer
  readonly options: Options

  /** One HTTP request. It fails as a whole when there is no answer; else each source has its own outcome. */
  poll(request: PollRequest): Promise<Outcome<PollAnswer>>

  /** What the chats look like in a list: one HTTP request for up to `maxLookUp` of them. */
  lookUp(dialogIds: readonly string[]): Promise<Outcome<ReadonlyMap<string, Outcome<ChatCard>>>>

  /** Names of people, by user id. One HTTP request. */
  people(userIds: readonly number[]): Promise<Outcome<ReadonlyMap<number, Person>>>

  /** Shows a chat in the portal's messenger. The portal never says whether it did. */
  openChat(dialogId: string): void

  /** Shows an address: in a slider over the portal where it can, else in a new tab. */
  openLink(url: string): void
}
