import type { Conversation } from './conversation.ts'
import type { Preview, Previews } from './preview.ts'

/** How many conversations can be put aside at once: what is kept has to stay small. The oldest come back first. */
export const mostLater = 100

/** Until when a conversation is put aside. */
export const laterChoices = ['today', 'tomorrow', 'message'] as const
export type LaterChoice = typeof laterChoices[number]

/** A conversation that is put aside. */
export interface LaterEntry {
  readonly dialogId: string
  /** In ms since the epoch; null: until its next message. */
  readonly until: number | null
  /** What was unread when it was put aside. */
  readonly count: number
  /** The last message then; null where it was not known. */
  readonly messageId: number | null
}

const evening = 18
const morning = 9
const hour = 3_600_000
const day = 24 * hour

/**
 * When a conversation comes back: at 18:00, or in three hours once that is near; at 9:00 the next day; or null, with its
 * next message.
 *
 * @param now in ms since the epoch
 * @param timeZone of the person, by its IANA name. @default the browser's
 */
export function untilOf(choice: LaterChoice, now: number, timeZone?: string): number | null {
  if (choice === 'message') return null
  if (choice === 'tomorrow') return atHour(now, 1, morning, timeZone)
  const tonight = atHour(now, 0, evening, timeZone)
  return isNearly(tonight, now) ? now + 3 * hour : tonight
}

/** Whether "this evening" is over, or within the hour. */
export const isEvening = (now: number, timeZone?: string): boolean => isNearly(atHour(now, 0, evening, timeZone), now)
const isNearly = (tonight: number, now: number): boolean => tonight - now < hour

/** A full hour of the day that is so many days ahead. Where clocks are changed at night, the offset is that of the day itself. */
function atHour(now: number, days: number, hours: number, timeZone: string | undefined): number {
  const wall = now + offsetAt(now, timeZone)
  const wanted = Math.floor(wall / day) * day + days * day + hours * hour
  return wanted - offsetAt(wanted - offsetAt(now, timeZone), timeZone)
}

/** How far the clocks of a time zone are ahead of UTC, in ms. */
function offsetAt(at: number, timeZone: string | undefined): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn',
    year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  }).formatToParts(at)
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find(part => part.type === type)?.value)
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - Math.floor(at / 1000) * 1000
}

/** @param now in ms since the epoch */
export function isAside(entry: LaterEntry, { count }: Conversation, preview: Preview | undefined, now: number): boolean {
  if (entry.until !== null) return now < entry.until
  const last = preview?.message?.id
  return count <= entry.count && (entry.messageId === null || last === undefined || last <= entry.messageId)
}

/** The same object each time: thousands of rows follow from it. */
const nothing: ReadonlySet<string> = new Set()

/** The dialog ids of the conversations that are put aside now. */
export function asideNow(
  entries: readonly LaterEntry[], conversations: readonly Conversation[], previews: Previews, now: number,
): ReadonlySet<string> {
  if (entries.length === 0) return nothing
  const byId = new Map(entries.map(entry => [entry.dialogId, entry]))
  return new Set(conversations.flatMap((conversation) => {
    const entry = byId.get(conversation.dialogId)
    return entry !== undefined && isAside(entry, conversation, previews.get(entry.dialogId), now) ? [entry.dialogId] : []
  }))
}

/**
 * Conversations that wait for their next message at a count that does not tell of it. Whether it has come, only the last
 * message says.
 */
export function waitingAtCap(entries: readonly LaterEntry[], conversations: readonly Conversation[]): readonly string[] {
  const waiting = new Set(entries.flatMap(({ dialogId, until }) => (until === null ? [dialogId] : [])))
  return waiting.size === 0 ? [] : conversations.flatMap(({ dialogId, atLeast }) => (atLeast === true && waiting.has(dialogId) ? [dialogId] : []))
}

/** With the last messages of those that were put aside before theirs was known. */
export function withLastMessages(entries: readonly LaterEntry[], previews: Previews): readonly LaterEntry[] {
  return entries.map(entry => (
    entry.until === null && entry.messageId === null ? { ...entry, messageId: previews.get(entry.dialogId)?.message?.id ?? null } : entry
  ))
}

/** With these put aside as well; of more than `mostLater`, the ones put aside last. */
export function withLater(entries: readonly LaterEntry[], added: readonly LaterEntry[]): readonly LaterEntry[] {
  const replaced = new Set(added.map(({ dialogId }) => dialogId))
  return [...entries.filter(({ dialogId }) => !replaced.has(dialogId)), ...added].slice(-mostLater)
}
