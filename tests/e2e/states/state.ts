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

/** Something the app can show, and how to get there in any language. */
export interface State {
  readonly name: string
  /** @default 'demo' */
  readonly scenario?: 'demo' | 'empty' | 'huge'
  /** Where the app is opened; absent: without a portal around it. */
  readonly open?: Opening
  /** Under a host with a dot, without which a portal registers no address. */
  readonly dotted?: boolean
  /** On a phone, where nothing can hover. */
  readonly touch?: boolean
  /** With a clock that `act` moves. */
  readonly clock?: boolean
  /** Before the page is opened. */
  readonly prepare?: (stage: Stage) => unknown
  /** Until the page shows what is wanted. */
  readonly act: (stage: Stage) => Promise<void>
}

interface StateFixtures {
  /** Opens the page and leads it into the state; `opening` is the language or the theme. */
  show: (state: State, opening?: Opening) => Promise<Stage>
}

export const test = base.extend<StateFixtures & { dotted: boolean }>({
  dotted: [false, { option: true }],

  baseURL: async ({ baseURL, dotted }, use) => {
    await use(dotted ? baseURL?.replace('//localhost', '//unread.localhost') : baseURL)
  },

  show: async ({ page, app, portal }, use) => {
    await use(async (state, opening) => {
      const html = state.open === undefined ? page.locator('html') : app.locator('html')
      const stage = { page, app, html, portal }
      if (state.clock === true) await page.clock.install()
      await state.prepare?.(stage)
      await page.goto(state.open === undefined ? '/' : portal.pageUrl({ bare: true, ...state.open, ...opening }))
      await state.act(stage)
      return stage
    })
  },
})

const phone = { hasTouch: true, isMobile: true, viewport: { width: 320, height: 700 } }

/** What `test.use` needs for a state. */
export const optionsOf = ({ scenario = 'demo', dotted = false, touch = false }: State) => (
  { scenario, dotted, ...(touch && phone) }
)

export const atSync = (state: string) => async ({ app }: Stage): Promise<void> => (
  expect(app.locator(`[data-testid="sync-status"][data-state="${state}"]`)).toBeVisible()
)

export const at = (testId: string) => async ({ app }: Stage): Promise<void> => expect(app.getByTestId(testId).first()).toBeVisible()

/** One step after the other. */
export const first = (...steps: ((stage: Stage) => unknown)[]) => async (stage: Stage): Promise<void> => {
  for (const step of steps) await step(stage)
}

export const click = (testId: string) => ({ app }: Stage): Promise<void> => app.getByTestId(testId).first().click()
