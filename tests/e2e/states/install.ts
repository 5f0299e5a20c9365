import { expect } from '@playwright/test'
import { at, atSync, click, first, type Journey, reload, type Stage } from './state.ts'

const open = { placement: 'DEFAULT' } as const

const notInstalled = ({ portal }: Stage) => portal.control.install({ installed: false })
const phase = (name: string) => ({ app }: Stage) => (
  expect(app.locator(`[data-testid="install-view"][data-state="${name}"]`)).toBeVisible()
)

/** What the parent window is asked to finish the installation, and never answers: it loads another page instead. */
async function neverFinish({ page }: Stage): Promise<void> {
  await page.route('**/portal/bridge', async route => (
    route.request().postData()?.includes('setInstallFinish') === true ? route.fulfill({ json: { kind: 'silence' } }) : route.continue()
  ))
}

/** A portal that lets everybody in before the app is installed. */
async function letEverybodyIn({ page }: Stage): Promise<void> {
  await page.route('**/portal/session*', async (route) => {
    const session = await (await route.fetch()).json() as { user: object }
    await route.fulfill({ json: { ...session, user: { ...session.user, admin: true } } })
  })
}

const repairing = first(atSync('fresh'), click('settings'), click('repair'), phase('ready'))

export const installJourneys: readonly Journey[] = [
  {
    open, dotted: true, prepare: first(notInstalled, ({ portal }) => portal.control.hang({ on: true })),
    states: [
      { name: 'installation, looking around', act: phase('surveying') },
      { name: 'installation', act: first(reload, phase('ready')) },
      { name: 'installation, failed', act: first(
        ({ portal }) => portal.control.fail({ method: 'placement.bind', code: 'ERROR_CORE' }), click('install'), phase('failed'),
      ) },
      { name: 'installation at work', act: first(({ portal }) => portal.control.hang({ on: true }), click('install'), phase('working')) },
    ],
  },
  {
    open, prepare: first(notInstalled, ({ portal }) => portal.control.scopes({ scopes: ['placement'] })),
    states: [{ name: 'installation, something missing', act: first(phase('ready'), at('recheck')) }],
  },
  {
    open, dotted: true, prepare: first(notInstalled, neverFinish),
    states: [{ name: 'installation, finishing', act: first(phase('ready'), click('install'), phase('finishing')) }],
  },
  {
    open: { ...open, user: 2 }, prepare: first(notInstalled, letEverybodyIn),
    states: [{ name: 'installation, not for an employee', act: at('install-not-admin') }],
  },
  {
    open, dotted: true,
    prepare: ({ portal }) => {
      portal.portal.userOptions.delete(1)
      portal.portal.placements = portal.portal.placements.filter(({ placement }) => placement !== 'IM_NAVIGATION')
    },
    states: [
      { name: 'a place that an update has brought', act: first(atSync('fresh'), at('new-places')) },
      { name: 'repair', act: repairing },
      { name: 'repair, done', act: first(click('install'), phase('done')) },
    ],
  },
  {
    open, dotted: true,
    prepare: ({ portal }) => {
      portal.portal.placements = []
      portal.control.placements({ missing: ['IM_NAVIGATION'] })
    },
    states: [
      { name: 'repair, a place not offered', act: repairing },
      { name: 'repair, a place refused', act: first(
        ({ portal }) => portal.control.fail({ method: 'placement.list', code: 'ERROR_METHOD_NOT_FOUND' }), click('install'), phase('done'),
      ) },
    ],
  },
]
