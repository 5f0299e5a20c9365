import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test'
import type { Emulator } from '../../../emulator/index.ts'
import { test as base } from '../portal.ts'

export interface Stage {
  readonly page: Page
  readonly app: FrameLocator
  /** The app's document. */
  readonly html: Locator
  readonly portal: Emulator
}

type Opening = NonNullable<Parameters<Emulator['pageUrl']>[0]>

/** Something the app can show. */
interface State {
  readonly name: string
  /** Leads there from the state before, in any language, until the page shows it. */
  readonly act: (stage: Stage) => Promise<void>
}

/** A page that is opened once, and the states it goes through, one after the other. */
export interface Journey {
  /** @default 'demo' */
  readonly scenario?: 'demo' | 'empty' | 'huge'
  /** Where the app is opened; absent: without a portal around it. */
  readonly open?: Opening
  /** Under a host with a dot, without which a portal registers no address. */
  readonly dotted?: boolean
  /** On a phone, where nothing can hover. */
  readonly touch?: boolean
  /** With a clock that a state moves. */
  readonly clock?: boolean
  /** Before the page is opened. */
  readonly prepare?: (stage: Stage) => unknown
  readonly states: readonly State[]
}

/** Opens the page of a journey; `opening` is the language or the theme. */
export async function begin(
  { open, clock = false, prepare }: Journey,
  { page, portal, opening, outside = '/' }: { page: Page, portal: Emulator, opening?: Opening, outside?: string },
): Promise<Stage> {
  const app = page.getByTestId('app-frame').contentFrame()
  const stage = { page, app, html: open === undefined ? page.locator('html') : app.locator('html'), portal }
  if (clock) await page.clock.install()
  await prepare?.(stage)
  await page.goto(open === undefined ? outside : portal.pageUrl({ bare: true, ...open, ...opening }))
  return stage
}

export const test = base.extend<{ dotted: boolean }>({
  dotted: [false, { option: true }],

  baseURL: async ({ baseURL, dotted }, use) => {
    await use(dotted ? baseURL?.replace('//localhost', '//unread.localhost') : baseURL)
  },
})

const phone = { hasTouch: true, isMobile: true, viewport: { width: 320, height: 700 } }

/** What `test.use` needs for a journey. */
export const optionsOf = ({ scenario = 'demo', dotted = false, touch = false }: Journey) => (
  { scenario, dotted, ...(touch && phone) }
)

/** The names of its states, for a title. */
export const titleOf = ({ states }: Journey): string => states.map(({ name }) => name).join(' → ')

/** The pictures are taken without the tests' configuration. */
const patience = { timeout: 10_000 }

export const atSync = (state: string) => async ({ app }: Stage): Promise<void> => (
  expect(app.locator(`[data-testid="sync-status"][data-state="${state}"]`)).toBeVisible(patience)
)

export const at = (testId: string) => async ({ app }: Stage): Promise<void> => expect(app.getByTestId(testId).first()).toBeVisible(patience)

/** One step after the other. */
export const first = (...steps: ((stage: Stage) => unknown)[]) => async (stage: Stage): Promise<void> => {
  for (const step of steps) await step(stage)
}

export const click = (testId: string) => ({ app }: Stage): Promise<void> => app.getByTestId(testId).first().click()

export const press = (key: string) => ({ page }: Stage): Promise<void> => page.keyboard.press(key)

/** Opens the page anew, from a portal that answers again. */
export const reload = async ({ page, portal }: Stage): Promise<void> => {
  portal.control.hang({ on: false })
  await page.reload()
}
