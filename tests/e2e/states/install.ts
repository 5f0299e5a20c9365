import { expect } from '@playwright/test'
import { at, atSync, click, first, type Stage, type State } from './state.ts'

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

export const installStates: readonly State[] = [
  {
    name: 'installation, looking around', open, act: phase('surveying'),
    prepare: first(notInstalled, ({ portal }) => portal.control.hang({ on: true })),
  },
  { name: 'installation', open, dotted: true, prepare: notInstalled, act: phase('ready') },
  {
    name: 'installation, something missing', open, act: first(phase('ready'), at('recheck')),
    prepare: first(notInstalled, ({ portal }) => portal.control.scopes({ scopes: ['placement'] })),
  },
  {
    name: 'installation at work', open, dotted: true, prepare: notInstalled,
    act: first(phase('ready'), ({ portal }) => portal.control.hang({ on: true }), click('install'), phase('working')),
  },
  {
    name: 'installation, failed', open, dotted: true, act: first(phase('ready'), click('install'), phase('failed')),
    prepare: first(notInstalled, ({ portal }) => portal.control.fail({ method: 'placement.bind', code: 'ERROR_CORE' })),
  },
  {
    name: 'installation, finishing', open, dotted: true,
    prepare: first(notInstalled, neverFinish), act: first(phase('ready'), click('install'), phase('finishing')),
  },
  {
    name: 'installation, not for an employee', open: { ...open, user: 2 }, act: at('install-not-admin'),
    prepare: first(notInstalled, letEverybodyIn),
  },
  {
    name: 'a place that an update has brought', open, dotted: true, act: first(atSync('fresh'), at('new-places')),
    prepare: ({ portal }) => {
      portal.portal.userOptions.delete(1)
      portal.portal.placements = portal.portal.placements.filter(({ placement }) => placement !== 'IM_NAVIGATION')
    },
  },
  { name: 'repair', open, dotted: true, act: repairing },
  {
    name: 'repair, a place refused', open, dotted: true, act: first(repairing, click('install'), phase('done')),
    prepare: ({ portal }) => {
      portal.portal.placements = []
      portal.control.placements({ missing: ['IM_NAVIGATION'] })
      portal.control.fail({ method: 'placement.list', code: 'ERROR_METHOD_NOT_FOUND' })
    },
  },
  {
    name: 'repair, a place not offered', open, dotted: true, act: repairing,
    prepare: ({ portal }) => {
      portal.portal.placements = []
      portal.control.placements({ missing: ['IM_NAVIGATION'] })
    },
  },
  { name: 'repair, done', open, dotted: true, act: first(repairing, click('install'), phase('done')) },
]
