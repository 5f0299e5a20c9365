import type { FrameLocator, Page } from '@playwright/test'
import type { Emulator } from '../emulator/index.ts'
import { installScreens } from './screens-install.ts'

export interface Stage {
  readonly page: Page
  readonly app: FrameLocator
  readonly portal: Emulator
}

export interface Screen {
  readonly name: string
  readonly width: number
  readonly height?: number
  readonly theme?: 'light' | 'dark'
  readonly scenario?: 'demo' | 'fixture' | 'empty' | 'huge'
  readonly open?: Parameters<Emulator['pageUrl']>[0]
  /** Without a portal around it. */
  readonly outside?: boolean
  /** Under a host with a dot, without which a portal registers no address. */
  readonly dotted?: boolean
  /** With a clock that `act` moves. */
  readonly clock?: boolean
  /** Before the page is opened. */
  readonly prepare?: (portal: Emulator) => void
  /** Until the page shows what is wanted. */
  readonly act?: (stage: Stage) => Promise<void>
}

const menu = { placement: 'LEFT_MENU' } as const
const sidebar = (dialog: string) => ({ placement: 'IM_SIDEBAR', dialog }) as const

async function countersShown({ app }: Stage): Promise<void> {
  await app.locator('[data-testid="counter-all"][data-count]').waitFor()
  // The icons come after the numbers.
  await app.locator('[data-testid="filter-all"] svg').waitFor({ state: 'attached' })
  await namesShown({ app })
}

async function namesShown({ app }: Pick<Stage, 'app'>): Promise<void> {
  await app.locator('[data-testid="conversation"] bdi').first().waitFor()
  await app.locator('[data-testid="sync-status"][data-state="fresh"]').waitFor()
}

async function chatShown({ app }: Stage): Promise<void> {
  await app.getByTestId('chat-name').waitFor()
}

async function rightsShown(stage: Stage): Promise<void> {
  await chatShown(stage)
  await stage.app.locator('summary').click()
}

const fatalShown = ({ app }: Stage) => app.getByTestId('fatal').waitFor()
const errorShown = ({ app }: Stage) => app.getByTestId('source-error').first().waitFor()

const widths = [320, 420, 1280] as const
const themes = ['light', 'dark'] as const

const views: Screen[] = widths.flatMap(width => themes.flatMap((theme): Screen[] => [
  { name: `menu-${width}-${theme}`, width, theme, open: menu, act: countersShown },
  { name: `chat-${width}-${theme}`, width, theme, open: sidebar('chat501'), act: chatShown },
]))

/** Everything at once: the total explained, tasks by role, an action refused, a row with the focus, another hovered. */
async function working(stage: Stage): Promise<void> {
  await countersShown(stage)
  const { app, portal } = stage
  portal.control.fail({ method: 'im.chat.mute', code: 'ACCESS_ERROR' })
  await app.getByTestId('explain').locator('summary').click()
  await app.getByTestId('task-details').locator('summary').click()
  await app.getByTestId('task-role-originator').waitFor()
  await app.getByTestId('conversation').nth(2).getByTestId('mute').click()
  await app.getByTestId('action-notice').waitFor()
  await app.getByTestId('conversation').nth(1).getByTestId('open-peek').focus()
  await app.getByTestId('conversation').nth(3).hover()
}

/** The list at work. */
const work: Screen[] = widths.flatMap(width => themes.map((theme): Screen => ({
  name: `work-${width}-${theme}`, width, theme, height: 1100, open: menu, act: working,
}))).concat([
  {
    name: 'menu-keys', width: 1280, open: menu,
    act: async (stage) => {
      await countersShown(stage)
      await stage.app.getByTestId('shortcuts').click()
    },
  },
  {
    name: 'menu-read-all', width: 420, open: menu,
    act: async (stage) => {
      await countersShown(stage)
      await stage.app.getByTestId('mark-all-read').click()
    },
  },
  {
    name: 'menu-filter', width: 1280, open: menu,
    act: async (stage) => {
      await countersShown(stage)
      await stage.app.getByTestId('filter-dialog').click()
    },
  },
])

/** Every view in the language with the longest words, in one with another script, and in one from right to left. */
const spoken: Screen[] = ([['german', 'de'], ['russian', 'ru'], ['arabic', 'ar']] as const).flatMap(([name, lang]): Screen[] => [
  { name: `menu-${name}`, width: 1280, open: { ...menu, lang }, act: countersShown },
  { name: `menu-${name}-320`, width: 320, open: { ...menu, lang }, act: countersShown },
  { name: `work-${name}`, width: 420, height: 1400, open: { ...menu, lang }, act: working },
  { name: `chat-${name}`, width: 420, height: 1400, open: { ...sidebar('chat501'), lang }, act: rightsShown },
])

export const screens: readonly Screen[] = [
  { name: 'portal-menu', width: 1280, open: { ...menu, bare: false }, act: countersShown },
  { name: 'portal-section', width: 1280, open: { placement: 'IM_NAVIGATION', bare: false }, act: countersShown },
  { name: 'portal-chat', width: 1280, open: { ...sidebar('chat501'), bare: false }, act: chatShown },
  ...views,
  ...spoken,
  ...work,
  { name: 'menu-empty', width: 1280, scenario: 'empty', open: menu, act: async ({ app }) => app.getByTestId('empty').waitFor() },
  { name: 'menu-huge', width: 1280, scenario: 'huge', open: menu, act: countersShown },
  {
    name: 'menu-loading', width: 1280, open: menu, prepare: ({ control }) => control.hang({ on: true }),
    act: async ({ app }) => app.locator('[data-testid="sync-status"][data-state="loading"]').waitFor(),
  },
  { name: 'menu-no-tasks', width: 420, open: menu, prepare: ({ control }) => control.scopes({ scopes: ['im'] }), act: errorShown },
  { name: 'menu-no-messenger', width: 420, open: menu, prepare: ({ control }) => control.scopes({ scopes: ['task'] }), act: errorShown },
  {
    name: 'menu-stale', width: 420, open: menu,
    act: async (stage) => {
      await countersShown(stage)
      stage.portal.control.fail({ method: '*', code: 'INTERNAL_SERVER_ERROR' })
      await stage.app.getByTestId('refresh').click()
      await stage.app.locator('[data-testid="sync-status"][data-state="stale"]').waitFor()
    },
  },
  { name: 'chat-private', width: 420, open: sidebar('2'), act: chatShown },
  { name: 'chat-rights', width: 420, height: 1400, open: sidebar('chat501'), act: rightsShown },
  {
    name: 'chat-no-access', width: 420, open: sidebar('chat501'),
    prepare: ({ control }) => control.access({ dialogId: 'chat501', allowed: false }), act: errorShown,
  },
  { name: 'fatal-outside', width: 1280, outside: true, act: async ({ page }) => page.getByTestId('fatal').waitFor() },
  {
    name: 'fatal-silent', width: 420, clock: true, open: menu, prepare: ({ control }) => control.silent({ on: true }),
    act: async (stage) => {
      await stage.app.getByTestId('sync-status').waitFor()
      await stage.page.clock.runFor(10_000)
      await fatalShown(stage)
    },
  },
  { name: 'fatal-session', width: 420, open: menu, prepare: ({ control }) => control.fail({ method: '*', code: 'NO_AUTH_FOUND' }), act: fatalShown },
  { name: 'fatal-placement', width: 420, open: sidebar(''), act: fatalShown },
  ...installScreens,
]
