import type { ChatAction } from '../domain/chat-action.ts'
import type { Chat, ChatCard, Person } from '../domain/chat.ts'
import type { Counters } from '../domain/counters.ts'
import type { Outcome } from '../domain/failure.ts'
import type { ProjectList, TaskCounters, TaskRole } from '../domain/task-counters.ts'
import type { OperatingTime } from './batch.ts'
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

/** An action the portal has confirmed. */
export interface ActionDone {
  /** Messages that are still unread, after a `read`; 0 for any other action. */
  readonly left: number
}

export interface TaskBreakdownRequest {
  /** A workgroup's id; 0 for the tasks of all of them and of none. */
  readonly groupId: number
  readonly withProjects: boolean
}

/** The answers about tasks; a group that is unknown or denied is a failure with the code "0". */
export interface TaskBreakdown {
  readonly total: Outcome<TaskCounters>
  readonly byRole: Readonly<Record<TaskRole, Outcome<TaskCounters>>>
  /** Null where the request did not ask. */
  readonly projects: Outcome<ProjectList> | null
}

/** The portal around the app: the one door to everything outside. */
export interface Portal {
  /** Such as `https://example.bitrix24.com`. */
  readonly origin: string
  /** The portal's own code of the interface language, such as `ua`. */
  readonly language: string
  readonly placement: Placement
  readonly isAdmin: boolean

  /** One HTTP request. It fails as a whole when there is no answer; else each source has its own outcome. */
  poll(request: PollRequest): Promise<Outcome<PollAnswer>>

  /** What the chats look like in a list: one HTTP request for up to `maxLookUp` of them. */
  lookUp(dialogIds: readonly string[]): Promise<Outcome<ReadonlyMap<string, Outcome<ChatCard>>>>

  /** Names of people, by user id. One HTTP request. */
  people(userIds: readonly number[]): Promise<Outcome<ReadonlyMap<number, Person>>>

  /** Shows a chat in the portal's messenger. The portal never says whether it did. */
  openChat(dialogId: string): void

  /** Where the same chat is found without the app: the messenger's own address of it. */
  chatUrl(dialogId: string): string

  /** Shows an address: in a slider over the portal where it can, else in a new tab. */
  openLink(url: string): void

  /** Shows the person's tasks. It fails where the portal does not say who the person is, which is asked once. */
  openTasks(): Promise<Outcome<undefined>>

  /** Does things to chats, each with its own outcome, in their order. One HTTP request for up to 50 of them. */
  act(actions: readonly ChatAction[]): Promise<readonly Outcome<ActionDone>[]>

  /** Task counters in total and by role. One HTTP request. */
  taskBreakdown(request: TaskBreakdownRequest): Promise<Outcome<TaskBreakdown>>

  /** Dialog ids of chats and people with this in their names, of `minSearchLength` and more. One HTTP request. */
  search(text: string): Promise<Outcome<ReadonlySet<string>>>

  /** Changes the title of the portal's page, in the app's own page; does nothing in any other placement. */
  setTitle(title: string): void
}
