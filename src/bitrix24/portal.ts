import type { ChatCard, Person } from '../domain/chat.ts'
import type { Outcome } from '../domain/failure.ts'
import type { SourceAnswer, SourceKey } from '../domain/poll.ts'
import type { Installer } from './install.ts'
import type { Options } from './options.ts'
import type { Placement } from './placement.ts'

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

  /** The portal's own id, the same at every address it may have. */
  readonly memberId: string
  /** Whose eyes the app looks with, where the portal has told; else see `identified`. */
  readonly userId: number | null
  /** Settles once that is known: with the first poll at the latest. May stay pending. */
  readonly identified: Promise<number>

  /** One HTTP request. It fails as a whole when there is no answer; else each source has its own outcome. */
  poll(sources: readonly SourceKey[]): Promise<Outcome<readonly SourceAnswer[]>>

  /** What the chats look like in a list: one HTTP request for up to `maxLookUp` of them. */
  lookUp(dialogIds: readonly string[]): Promise<Outcome<ReadonlyMap<string, Outcome<ChatCard>>>>

  /** Names of people, by user id. One HTTP request. */
  people(userIds: readonly number[]): Promise<Outcome<ReadonlyMap<number, Person>>>

  /** Shows a chat in the portal's messenger. The portal never says whether it did. */
  openChat(dialogId: string): void

  /** Shows an address: in a slider over the portal where it can, else in a new tab. */
  openLink(url: string): void
}
