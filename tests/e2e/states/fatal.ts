import { expect } from '@playwright/test'
import { at, atSync, first, type Stage, type State } from './state.ts'

const menu = { placement: 'LEFT_MENU' } as const
const fatal = (code: string) => ({ app }: Stage) => (
  expect(app.locator(`[data-testid="fatal"][data-code="${code}"]`)).toBeVisible()
)

/** Where there is nothing to show but the reason. */
export const fatalStates: readonly State[] = [
  { name: 'outside a portal', act: ({ page }) => expect(page.getByTestId('fatal')).toBeVisible() },
  {
    name: 'a silent portal', open: menu, clock: true, prepare: ({ portal }) => portal.control.silent({ on: true }),
    act: first(at('sync-status'), ({ page }) => page.clock.runFor(10_000), fatal('silent')),
  },
  {
    name: 'no session', open: menu, act: fatal('session'),
    prepare: ({ portal }) => portal.control.fail({ method: '*', code: 'NO_AUTH_FOUND' }),
  },
  { name: 'no chat to show', open: { placement: 'IM_SIDEBAR', dialog: '' }, act: fatal('placement') },
  {
    name: 'a crash', open: menu,
    act: first(atSync('fresh'), ({ app }) => app.locator('html').evaluate(() => void Promise.reject(new TypeError('x'))), fatal('crash')),
  },
]
