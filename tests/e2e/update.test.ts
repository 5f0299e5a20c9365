import { execFileSync } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmulator } from '../../emulator/index.ts'
import { startNginx, testPortals } from './nginx.ts'
import { expect, expectCounts, fixture, test } from './portal.ts'

const dist = new URL('../../dist', import.meta.url).pathname
const script = new URL('../../deploy/update.sh', import.meta.url).pathname

const update = (from: string, to: string) => execFileSync('sh', [script, from, to], { stdio: 'pipe' })

/** The next release: the same app, all of whose hashed files have other names. */
async function nextRelease(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'unread-release-'))
  await cp(dist, folder, { recursive: true })
  const assets = join(folder, 'assets')
  const names = (await readdir(assets)).filter(name => /\.(?:js|css)$/.test(name))
  const renamed = (text: string) => text.replaceAll(/-([\w-]{8})\.(js|css)\b/g, (name, hash: string, ending: string) => (
    names.some(known => known.endsWith(name)) ? `-${hash.slice(0, 6)}_2.${ending}` : name
  ))
  for (const name of await readdir(assets)) {
    if (!names.includes(name)) await rm(join(assets, name))
  }
  for (const name of names) {
    const path = join(assets, name)
    await writeFile(path, renamed(await readFile(path, 'utf8')))
    await rename(path, join(assets, renamed(name)))
  }
  for (const name of ['index.html', 'files.txt']) await writeFile(join(folder, name), renamed(await readFile(join(folder, name), 'utf8')))
  await Promise.all(['gz', 'br'].map(ending => rm(join(folder, `index.html.${ending}`))))
  return folder
}

test('a frame that is open during an update goes on with its old files, and reloads itself once when they are gone', async ({ page, app }) => {
  const nginx = await startNginx({ portals: testPortals })
  const portal = await startEmulator({ app: nginx.address, host: 'localhost', scenario: 'fixture' })
  const opened: string[] = []
  page.on('request', request => request.isNavigationRequest() && request.frame() !== page.mainFrame() && opened.push(request.method()))
  /** The view that repairs the installation is loaded when it is first shown. */
  const repair = async () => {
    await app.getByTestId('settings').click()
    await app.getByTestId('repair').click()
  }
  const release = await nextRelease()

  await page.goto(portal.pageUrl({ bare: true, placement: 'DEFAULT' }))
  await expectCounts(app, { all: fixture.all })
  update(release, nginx.root)
  await repair()
  await expect(app.getByTestId('install-view')).toBeVisible()
  expect(opened).toEqual(['POST'])

  await page.goto(portal.pageUrl({ bare: true, placement: 'DEFAULT' }))
  await expectCounts(app, { all: fixture.all })
  // The settings are there, the view behind them is not.
  await app.getByTestId('settings').click()
  await expect(app.getByTestId('repair')).toBeVisible()
  // Back to the release before, a month later.
  const before = new Date(Date.now() - 30 * 24 * 60 * 60 * 1000)
  update(dist, nginx.root)
  const assets = join(nginx.root, 'assets')
  for (const name of await readdir(assets)) await utimes(join(assets, name), before, before)
  update(dist, nginx.root)
  await app.getByTestId('repair').click()
  await expectCounts(app, { all: fixture.all })
  expect(opened).toEqual(['POST', 'POST', 'GET'])
  await repair()
  await expect(app.getByTestId('install-view')).toBeVisible()
  expect(opened).toHaveLength(3)
  await Promise.all([portal.close(), nginx.close(), rm(release, { recursive: true })])
})
