import { expect } from '@playwright/test'
import { at, atSync, first, type Journey, type Stage } from './state.ts'

const menu = { placement: 'LEFT_MENU' } as const
const fatal = (code: string) => ({ app }: Stage) => (
  expect(app.locator(`[data-testid="fatal"][data-code="${code}"]`)).toBeVisible()
)

/** Where there is nothing to show but the reason. */
export const fatalJourneys: readonly Journey[] = [
  { states: [{ name: 'outside a portal', act: ({ page }) => expect(page.getByTestId('fatal')).toBeVisible() }] },
  {
    open: menu, clock: true, prepare: ({ portal }) => portal.control.silent({ on: true }),
    states: [{ name: 'a silent portal', act: first(at('sync-status'), ({ page }) => page.clock.runFor(10_000), fatal('silent')) }],
  },
  {
    open: menu, prepare: ({ portal }) => portal.control.fail({ method: '*', code: 'NO_AUTH_FOUND' }),
    states: [{ name: 'no session', act: fatal('session') }],
  },
  { open: { placement: 'IM_SIDEBAR', dialog: '' }, states: [{ name: 'no chat to show', act: fatal('placement') }] },
  {
    open: menu,
    states: [{
      name: 'a crash',
      act: first(atSync('fresh'), ({ app }) => app.locator('html').evaluate(() => void Promise.reject(new TypeError('x'))), fatal('crash')),
    }],
  },
]
