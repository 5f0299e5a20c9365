import { type FrameLocator, type Locator, type Page, test as base, expect } from '@playwright/test'
import { type Emulator, startEmulator } from '../../emulator/index.ts'
import { TestClock } from './clock.ts'

interface PortalOptions {
  /** How the person has sorted the list. The order of importance does not depend on when a test runs. */
  sort: 'newest' | 'oldest' | 'weight' | null
  /** Where the portal stands. The app stands on localhost: another host makes the frame a third party. */
  host: string
  scenario: 'demo' | 'fixture' | 'empty' | 'huge' | 'hostile'
}

interface PortalFixtures {
  /** Installed where a test asks for it. */
  clock: TestClock
  /** The portal's clock, in ms since the epoch. */
  now: () => number
  portal: Emulator
  /** Opens a page of the portal with the app in it. */
  open: (options?: Parameters<Emulator['pageUrl']>[0]) => Promise<FrameLocator>
  app: FrameLocator
}

/**
 * A portal of its own for every test, and a page whose console must stay silent.
 */
export const test = base.extend<PortalOptions & PortalFixtures>({
  host: ['localhost', { option: true }],
  scenario: ['fixture', { option: true }],
  sort: ['weight', { option: true }],

  clock: async ({ context }, use) => use(await TestClock.install(context)),

  now: async ({}, use) => use(Date.now),

  portal: async ({ host, now, scenario, sort, baseURL }, use) => {
    const emulator = await startEmulator({ app: baseURL ?? '', host, now, scenario })
    // An administrator who has dealt with all places is not asked about them.
    if (sort !== null) emulator.portal.userOptions.set(1, { sort: JSON.stringify(sort), places: 'IM_NAVIGATION IM_SIDEBAR LEFT_MENU' })
    await use(emulator)
    await emulator.close()
  },

  app: async ({ page }, use) => {
    await use(page.getByTestId('app-frame').contentFrame())
  },

  open: async ({ page, portal, app }, use) => {
    const complaints = listenForComplaints(page)
    await use(async (options) => {
      await page.goto(portal.pageUrl({ bare: true, ...options }))
      return app
    })
    expect(complaints, 'the console').toEqual([])
  },
})

export { expect }

/** Errors and warnings in the console; what the browser itself says of a refused request is no complaint of ours. */
function listenForComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', (message) => {
    const isOurs = ['error', 'warning'].includes(message.type()) && !message.text().startsWith('Failed to load resource')
    if (isOurs) complaints.push(message.text())
  })
  return complaints
}

/** What a left menu asks at first: badges, the content of the rows, and in two batches what that leaves out. */
export const startRequests = 4

/** Resolves once the portal has answered all of them. */
export const startAnswered = ({ requests }: Emulator): Promise<void> => (
  expect.poll(() => requests.filter(({ status }) => status === 200).length).toBe(startRequests)
)

/** What the person of the scenario "fixture" has unread before anything happens, by the keys of its counters. */
export const fixture = {
  'waiting': 43, 'all': 42, 'messenger': 38, 'notify': 4, 'dialog': 4, 'chat': 9, 'copilot': 5, 'collab': 3, 'lines': 2,
  'tasks-task': 9, 'channel-comment': 6, 'muted': 13, 'tasks-expired': 1, 'tasks-new-comments': 7,
} as const

/** The exact number behind a counter. */
export const countOf = (app: FrameLocator, key: string): Locator => app.getByTestId(`counter-${key}`)

export async function expectCounts(app: FrameLocator, counts: Readonly<Record<string, number>>): Promise<void> {
  for (const [key, count] of Object.entries(counts)) {
    await expect(countOf(app, key), key).toHaveAttribute('data-count', String(count))
  }
}

/** A part of the list, in the navigation. */
export const filterOf = (app: FrameLocator, key: string): Locator => app.getByTestId(`filter-${key}`)

/** What stands above a part of the list: of one kind, or of the muted chats. */
export const headingOf = (app: FrameLocator, kind: string): Locator => (
  app.locator(`[data-testid="group-heading"][data-kind="${kind}"]`)
)

export const row = (app: FrameLocator, dialogId: string): Locator => (
  app.locator(`[data-testid="conversation"][data-dialog-id="${dialogId}"]`)
)

export const syncState = (app: FrameLocator, state: string): Locator => (
  app.locator(`[data-testid="sync-status"][data-state="${state}"]`)
)

/** As if the person had gone to another tab, or come back: a headless browser shows every tab. */
export async function setVisibility(app: FrameLocator, state: DocumentVisibilityState): Promise<void> {
  await app.locator('html').evaluate(({ ownerDocument }, value) => {
    Object.defineProperty(ownerDocument, 'visibilityState', { value, configurable: true })
    ownerDocument.dispatchEvent(new Event('visibilitychange'))
  }, state)
}

/** The REST requests the portal has received, as the commands each of them held. */
export const requestsOf = ({ requests }: Emulator): readonly string[][] => (
  requests.map(({ method, commands }) => commands ?? [method])
)
