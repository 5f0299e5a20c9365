import type { BrowserContext, FrameLocator, Page } from '@playwright/test'
import type { Emulator } from '../../../emulator/index.ts'

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

/** What a counter, by its hook, may truthfully show: every value it has had since the last rest. */
export type History = Map<string, Set<number>>

const listCounters = { all: 'ALL', notify: 'NOTIFY' } as const

/** The counters of the portal at this moment, by the hooks that show them. */
export function truth({ control }: Emulator): Map<string, number> {
  const { counters, tasks } = control.state()
  const type = counters.TYPE as Readonly<Record<string, number>>
  const now = new Map(Object.entries(listCounters).map(([key, name]) => [`counter-${key}`, type[name] ?? 0]))
  now.set('counter-tasks-expired', tasks.expired)
  for (const [dialogId, count] of rowsOf(counters)) now.set(`row-${dialogId}`, count)
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

/** Remembers what is true now. A chat that is not listed any more may be shown with 0 for a moment. */
export function remember({ portal, history }: Pick<World, 'portal' | 'history'>): void {
  const now = truth(portal)
  for (const [key, count] of now) {
    const known = history.get(key) ?? new Set([0])
    history.set(key, known.add(count))
  }
  for (const [key, known] of history) if (!now.has(key)) known.add(0)
}

/** What a frame shows, by hook. A number that is not known is not shown. */
export async function shownIn({ app, dialogId }: Frame): Promise<Map<string, number>> {
  const shown = await app.locator('body').evaluate((body) => {
    const number = (element: Element | null) => (element?.hasAttribute('data-count') === true ? Number(element.getAttribute('data-count')) : null)
    const found: [string, number][] = []
    for (const key of ['all', 'notify', 'tasks-expired']) {
      const count = number(body.querySelector(`[data-testid="counter-${key}"]`))
      if (count !== null) found.push([`counter-${key}`, count])
    }
    for (const row of body.querySelectorAll<HTMLElement>('[data-testid="conversation"]')) {
      found.push([`row-${row.dataset.dialogId ?? ''}`, Number(row.dataset.count)])
    }
    const unread = number(body.querySelector('[data-testid="chat-unread"]'))
    if (unread !== null) found.push(['chat-unread', unread])
    return found
  })
  return new Map(shown.map(([key, count]) => [key === 'chat-unread' ? `row-${dialogId ?? ''}` : key, count]))
}
