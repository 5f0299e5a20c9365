import type { BrowserContext, FrameLocator, Page } from '@playwright/test'
import type { Emulator } from '../../../emulator/index.ts'
import type { History } from './history.ts'

/** One open frame of the app, in a tab of its own. */
export interface Frame {
  readonly page: Page
  readonly app: FrameLocator
  /** What it shows: the list, or the details of this chat. */
  readonly dialogId: string | null
  /** What its console has complained of. */
  readonly complaints: string[]
}

/** A person with a few frames, the portal behind them, and what has been true on that portal so far. */
export interface World {
  readonly context: BrowserContext
  readonly portal: Emulator
  readonly random: () => number
  readonly frames: Frame[]
  readonly history: History
}

const listCounters = { all: 'ALL', notify: 'NOTIFY' } as const

/** The counters of the portal at this moment, by the hooks that show them. */
export function truth({ control, portal }: Emulator): Map<string, number> {
  const { counters, tasks } = control.state()
  const type = counters.TYPE as Readonly<Record<string, number>>
  const now = new Map(Object.entries(listCounters).map(([key, name]) => [`counter-${key}`, type[name] ?? 0]))
  now.set('counter-tasks-expired', tasks.expired)
  for (const [what, counts] of [['row', rowsOf(counters)], ['details', ownCountsOf(counters)]] as const) {
    for (const [dialogId, count] of counts) now.set(`${what}-${dialogId}`, count)
    // A muted private chat is counted by its chat id, and shown under its person once that is known.
    for (const { id, section, members } of portal.chats.values()) {
      const count = counts.get(`chat${id}`)
      const person = [...members].find(member => member !== portal.currentUserId)
      if (section === 'private' && count !== undefined && person !== undefined) now.set(`${what}-${String(person)}`, count)
    }
  }
  return now
}

/** Unread messages of each chat that is listed. */
function rowsOf(counters: Readonly<Record<string, unknown>>): Map<string, number> {
  const rows = new Map<string, number>()
  for (const [name, map] of Object.entries(counters)) {
    if (typeof map !== 'object' || map === null || Array.isArray(map) || name === 'TYPE') continue
    for (const [id, count] of Object.entries(map as Readonly<Record<string, unknown>>)) {
      const dialogId = name === 'DIALOG' ? id : `chat${id}`
      const messages = typeof count === 'object' && count !== null
        ? Object.values(count as Readonly<Record<string, number>>).reduce((sum, number) => sum + number, rows.get(dialogId) ?? 0)
        : Number(count)
      rows.set(dialogId, messages)
    }
  }
  return rows
}

/** Unread messages of each chat itself, as its details say: a channel's without its comments, whose chats count their own. */
function ownCountsOf({ CHANNEL_COMMENT: comments, ...counters }: Readonly<Record<string, unknown>>): Map<string, number> {
  const chats = Object.values((comments ?? {}) as Readonly<Record<string, Readonly<Record<string, number>>>>)
  return new Map([...rowsOf(counters), ...chats.flatMap(counts => Object.entries(counts)).map(([id, count]) => [`chat${id}`, count] as const)])
}

/** What a frame says. */
export interface Shown {
  /** The state of `sync-status`; null where there is none. */
  readonly state: string | null
  /** The age that a person reads is below this, in ms; null: the frame tells none. */
  readonly youngerThan: number | null
  /** By hook. A number that is not known is not there. */
  readonly counts: ReadonlyMap<string, number>
}

export async function shownIn({ app, dialogId }: Frame): Promise<Shown> {
  const { state, text, counts } = await app.locator('body').evaluate((body) => {
    const found: [string, string | null | undefined][] = []
    for (const key of ['all', 'notify', 'tasks-expired']) {
      found.push([`counter-${key}`, body.querySelector(`[data-testid="counter-${key}"]`)?.getAttribute('data-count')])
    }
    for (const row of body.querySelectorAll<HTMLElement>('[data-testid="conversation"]')) {
      found.push([`row-${row.dataset.dialogId ?? ''}`, row.dataset.count])
    }
    found.push(['chat-unread', body.querySelector('[data-testid="chat-unread"]')?.getAttribute('data-count')])
    const status = body.querySelector<HTMLElement>('[data-testid="sync-status"]')
    return { state: status?.dataset.state ?? null, text: status?.innerText ?? '', counts: found }
  })
  return {
    state,
    youngerThan: ageIn(text),
    counts: new Map(counts.flatMap(([key, count]) => (
      count == null ? [] : [[key === 'chat-unread' ? `details-${dialogId ?? ''}` : key, Number(count)]]
    ))),
  }
}

const units = { sec: 1_000, min: 60_000, hr: 3_600_000 } as const

/** "Updated 2 min. ago" is less than three minutes, in ms. */
function ageIn(text: string): number | null {
  if (text.includes('just now')) return 10_000
  const [, count, unit] = /(\d+) (sec|min|hr)\. ago/.exec(text) ?? []
  return count === undefined ? null : (Number(count) + 1) * units[unit as keyof typeof units]
}
