import type { ChatAction } from '../domain/chat-action.ts'
import type { ChatCard, Person } from '../domain/chat.ts'
import type { Result } from '../domain/failure.ts'
import type { MessagePage } from '../domain/message.ts'
import type { NotificationAction } from '../domain/notification-action.ts'
import type { NotificationItem, NotificationPage } from '../domain/notification.ts'
import type { RecentPage } from '../domain/recent.ts'
import type { SourceAnswer, SourceKey } from '../domain/source.ts'
import type { ProjectList, TaskCounters, TaskRole } from '../domain/task-counters.ts'
import type { TaskList, TaskPage } from '../domain/task.ts'
import type { Installer } from './install.ts'
import type { MessagesRequest } from './messages.ts'
import type { Options } from './options.ts'
import type { Parsed } from './parsed.ts'
import type { Placement } from './placement.ts'
import type { FoundDialogs } from './search.ts'

/** An action the portal has confirmed. */
export interface ActionDone {
  /** Messages that are still unread, after a `read`; 0 for any other action. */
  readonly left: number
  /**
   * After a `read`: the first message that was unread in each chat it has read, by dialog id. Absent where the portal
   * has not told it of every chat.
   */
  readonly unreadFrom?: Readonly<Record<string, number>>
}

/** What the portal said to an action on notifications. */
export interface NotificationReply {
  /** False: the portal says it has done nothing, or says nothing. */
  readonly isDone: boolean
  /** In the portal's own words, as plain lines; often nothing. */
  readonly said: readonly string[]
}

export interface TaskBreakdownRequest {
  /** A workgroup's id; 0 for the tasks of all of them and of none. */
  readonly groupId: number
  readonly withProjects: boolean
}

/** The answers about tasks; a group that is unknown or denied is a failure with the code "0". */
export interface TaskBreakdown {
  readonly total: Result<TaskCounters>
  readonly byRole: Readonly<Record<TaskRole, Result<TaskCounters>>>
  /** Null where the request did not ask. */
  readonly projects: Result<ProjectList> | null
}

/** The portal around the app: the one door to everything outside. */
export interface Portal {
  /** Such as `https://example.bitrix24.com`. */
  readonly origin: string
  /** The portal's own code of the interface language, such as `ua`. */
  readonly language: string
  readonly placement: Placement
  readonly isAdmin: boolean
  readonly options: Options

  /** Whose eyes the app looks with, where the portal has told; else see `identified`. */
  readonly userId: number | null
  /** Settles once that is known: with the first poll at the latest. May stay pending. */
  readonly identified: Promise<number>

  /**
   * Hears the person's time zone, by its IANA name: at once as the portal told it last, and again when the first poll
   * brings another. Null where the portal does not know; a name may be one the browser does not know.
   */
  followTimeZone(listen: (timeZone: string | null) => void): void

  /**
   * One HTTP request. It fails as a whole when there is no answer; else each source has its own outcome, but for a
   * chat whose answer there is no code to read: the code can't be fetched.
   */
  poll(sources: readonly SourceKey[]): Promise<Result<readonly SourceAnswer[]>>

  /** Fetches the code that reads chats, for other frames: once there is another release, it can't be had any more. */
  prepare(): void

  /**
   * What the chats look like in a list: one HTTP request for up to `maxLookUp` of them.
   *
   * @param whose user ids whose private chats are told by their own dialog ids (`chatN`) as well
   */
  lookUp(dialogIds: readonly string[], whose?: readonly number[]): Promise<Result<ReadonlyMap<string, Result<ChatCard>>>>

  /**
   * Unread conversations with their last messages, `recentPageLength` at a time from `offset` on. One HTTP request, at
   * the cost of some operating time. It leaves out task chats and comments (seen in server code).
   */
  recent(offset: number): Promise<Parsed<RecentPage>>

  /** Messages of up to 50 chats, each with its own outcome. One HTTP request. Marks nothing as read. */
  messages(requests: readonly MessagesRequest[]): Promise<Result<ReadonlyMap<string, Result<MessagePage>>>>

  /**
   * Notifications, `notificationPageLength` at a time: first those to confirm, then the newest. One HTTP request. Marks
   * nothing as read.
   *
   * @param after the last one of the page before
   */
  notifications(after?: Pick<NotificationItem, 'id' | 'kind'>): Promise<Parsed<NotificationPage>>

  /** Does something to notifications. One HTTP request. */
  notify(action: NotificationAction): Promise<Result<NotificationReply>>

  /**
   * The person's overdue tasks, or those that were in motion last, `taskPageLength` at a time from `start` on. One HTTP
   * request, and one more where nobody has told yet who the person is.
   */
  tasks(list: TaskList, start: number): Promise<Parsed<TaskPage>>

  /**
   * Writes to a chat, and tells the id of the message. The portal marks the chat as read up to it, and clears its mark
   * (seen in server code). Never repeated by itself: without an answer, nobody knows whether the message was sent.
   */
  send(dialogId: string, text: string, replyToId?: number): Promise<Result<number>>

  /** Sets or takes away the reader's like of a message. One HTTP request. */
  like(messageId: number, likes: boolean): Promise<Result<undefined>>

  /** Names of people, by user id. One HTTP request. */
  people(userIds: readonly number[]): Promise<Result<ReadonlyMap<number, Person>>>

  /** Shows a chat in the portal's messenger. The portal never says whether it did. */
  openChat(dialogId: string): void

  /** Where the same chat is found without the app: the messenger's own address of it. */
  chatUrl(dialogId: string): string

  /** Shows an address: in a slider over the portal where it can, else in a new tab. */
  openLink(url: string): void

  /** Shows the person's tasks. It fails where the portal does not say who the person is, which is asked once. */
  openTasks(): Promise<Result<undefined>>

  /** Does things to chats, each with its own outcome, in their order: one or more commands each, up to 50 in an HTTP request. */
  act(actions: readonly ChatAction[]): Promise<readonly Result<ActionDone>[]>

  /** The permissions the app was granted, such as `im`. One HTTP request. */
  scopes(): Promise<Result<ReadonlySet<string>>>

  /** Task counters in total and by role. One HTTP request. */
  taskBreakdown(request: TaskBreakdownRequest): Promise<Result<TaskBreakdown>>

  /** Projects with this in their names, up to 50. One HTTP request. */
  findProjects(name: string): Promise<Result<ProjectList>>

  /**
   * Chats and people with this in their names, of `minSearchLength` and more. One HTTP request; two where
   * the text holds `$result`, which a batch would not leave as it is.
   */
  search(text: string): Promise<Result<FoundDialogs>>

  /** For those who put the app into the portal. */
  installer(): Promise<Installer>

  /** Changes the title of the portal's page, in the app's own page; does nothing in any other placement. */
  setTitle(title: string): void
}
