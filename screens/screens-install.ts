import type { Screen, Stage } from './screen-list.ts'

const themes = ['light', 'dark'] as const
const own = { placement: 'DEFAULT' } as const
const menu = { placement: 'LEFT_MENU' } as const

const fresh: NonNullable<Screen['prepare']> = ({ control }) => control.install({ installed: false })

async function stateIs({ app }: Stage, state: string): Promise<void> {
  await app.locator(`[data-testid="install-view"][data-state="${state}"]`).waitFor()
}

async function ready(stage: Stage): Promise<void> {
  await stateIs(stage, 'ready')
}

async function failing(stage: Stage): Promise<void> {
  await ready(stage)
  stage.portal.control.fail({ method: 'placement.bind', code: 'ERROR_PLACEMENT_NOT_FOUND', status: 400 })
  await stage.app.getByTestId('install').click()
  await stateIs(stage, 'failed')
}

async function finishing(stage: Stage): Promise<void> {
  await ready(stage)
  await stage.page.route('**/portal/bridge', async route => (
    route.request().postData()?.includes('setInstallFinish') === true ? route.fulfill({ json: { kind: 'silence' } }) : route.continue()
  ))
  await stage.app.getByTestId('install').click()
  await stateIs(stage, 'finishing')
}

async function settings({ app }: Stage): Promise<void> {
  await app.locator('[data-testid="sync-status"][data-state="fresh"]').waitFor()
  await app.getByTestId('settings').click()
  await app.getByTestId('settings-panel').waitFor()
}

async function repairing(stage: Stage): Promise<void> {
  await settings(stage)
  await stage.app.getByTestId('repair').click()
  await ready(stage)
}

async function crashing({ app }: Stage): Promise<void> {
  await app.locator('[data-testid="sync-status"][data-state="fresh"]').waitFor()
  await app.locator('html').evaluate(() => void setTimeout(() => {
    throw new RangeError('for the picture')
  }))
  await app.locator('[data-code="crash"]').waitFor()
}

/** The installation in all its states, the settings, and the end of everything. */
export const installScreens: readonly Screen[] = [
  ...[320, 420, 1280].flatMap(width => themes.flatMap((theme): Screen[] => [
    { name: `install-${width}-${theme}`, width, theme, dotted: true, open: own, prepare: fresh, act: ready },
    { name: `settings-${width}-${theme}`, width, theme, open: own, act: settings },
  ])),
  { name: 'portal-install', width: 1280, dotted: true, open: { ...own, bare: false }, prepare: fresh, act: ready },
  { name: 'portal-repair', width: 1280, dotted: true, open: { ...own, bare: false }, act: repairing },
  { name: 'install-checks-failed', width: 420, height: 1100, open: own, prepare: (portal) => {
    fresh(portal)
    portal.control.scopes({ scopes: ['placement'] })
  }, act: ready },
  { name: 'install-failed', width: 420, height: 1000, dotted: true, open: own, prepare: fresh, act: failing },
  { name: 'install-finishing', width: 420, height: 900, dotted: true, open: own, prepare: fresh, act: finishing },
  { name: 'install-repair', width: 420, dotted: true, open: own, act: repairing },
  ...([['german', 'de'], ['russian', 'ru'], ['arabic', 'ar']] as const).flatMap(([name, lang]): Screen[] => [
    { name: `install-${name}`, width: 420, dotted: true, open: { ...own, lang }, prepare: fresh, act: ready },
    { name: `settings-${name}`, width: 420, height: 1300, open: { ...own, lang }, act: settings },
  ]),
  ...themes.map((theme): Screen => ({ name: `crash-${theme}`, width: 420, theme, open: menu, act: crashing })),
]
