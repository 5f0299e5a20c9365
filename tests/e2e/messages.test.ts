import type { Page } from '@playwright/test'
import { startForeignSite } from './foreign-site.ts'
import { expect, expectCounts, fixture, test } from './portal.ts'

const initData = {
  LANG: 'en', DOMAIN: 'foreign.example', PROTOCOL: 0, PATH: '/rest', AUTH_ID: 'forged', AUTH_EXPIRES: 3600, REFRESH_ID: 'forged',
  MEMBER_ID: 'forged', FIRST_RUN: false, IS_ADMIN: true, INSTALL: false, USER_OPTIONS: '', APP_OPTIONS: '', PLACEMENT: 'LEFT_MENU', PLACEMENT_OPTIONS: '',
}

/** The key under which the app waits for an answer: only the window it has asked can know it. */
async function awaitedKey(page: Page): Promise<string> {
  return (await page.waitForFunction(() => (window as unknown as { heard?: string }).heard)).evaluate(heard => (
    String(heard).split(':').at(-2) ?? ''
  ))
}

const rememberQuestion = () => addEventListener('message', ({ data }) => {
  if (typeof data === 'string' && data.startsWith('getInitData')) (window as unknown as { heard: string }).heard = data
})

test('an answer from another origin is none, even under the right key', async ({ open, page, portal }) => {
  await page.addInitScript(rememberQuestion)
  await page.clock.install()
  portal.control.silent({ on: true })
  const app = await open({ placement: 'LEFT_MENU' })
  const answer = `${await awaitedKey(page)}:${JSON.stringify(initData)}`

  const site = await startForeignSite()
  site.html = '<title>foreign</title>'
  await page.evaluate(async (src) => {
    const frame = document.createElement('iframe')
    const loaded = new Promise(resolve => frame.addEventListener('load', resolve))
    frame.src = src
    document.body.append(frame)
    await loaded
  }, site.origin)
  const foreign = page.frames().find(frame => frame.url().startsWith(site.origin))
  await foreign?.evaluate(message => parent.frames[0]?.postMessage(message, '*'), answer)
  await app.locator('html').evaluate((_, message) => window.postMessage(message, '*'), answer)

  await page.clock.runFor(10_000)
  await expect(app.getByTestId('fatal')).toHaveAttribute('data-code', 'silent')
  expect(portal.requests).toEqual([])
  await site.close()
})

test('a malformed answer from the portal ends calmly', async ({ open, page, portal }) => {
  await page.addInitScript(rememberQuestion)
  portal.control.silent({ on: true })
  const app = await open({ placement: 'LEFT_MENU' })
  await page.evaluate(message => frames[0]?.postMessage(message, '*'), `${await awaitedKey(page)}:{"LANG":`)
  await expect(app.getByTestId('fatal')).toHaveAttribute('data-code', 'silent')
})

test('nonsense from the portal changes nothing', async ({ open, page, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await page.evaluate(() => {
    const nonsense: unknown[] = [
      '', ':', '::::', 'unknown', 'unknown:{', 'unknown:null', '__proto__:{"x":1}', 'constructor:1', 'x'.repeat(1e6), null, 7, [], {},
      { method: 'getInitData' }, { callback: 'x', result: {} }, new Uint8Array(8), new Map([['a', 1]]),
    ]
    for (const message of nonsense) frames[0]?.postMessage(message, '*')
  })
  portal.control.notify()
  await app.getByTestId('refresh').click()
  await expectCounts(app, { all: fixture.all + 1 })
  await expect(app.getByTestId('fatal')).toHaveCount(0)
})

test('a page that gives the frame the name of a portal it is not hears nothing and learns nothing', async ({ page, portal, baseURL }) => {
  const site = await startForeignSite()
  await page.clock.install()
  await page.addInitScript(() => {
    const heard: unknown[] = []
    Object.assign(window, { heard })
    addEventListener('message', ({ data }) => void heard.push(data))
  })
  site.html = `<iframe name="${new URL(portal.origin).host}|0|made-up" src="${baseURL ?? ''}"></iframe>`
  await page.goto(site.origin)
  const app = page.locator('iframe').contentFrame()
  await expect(app.getByTestId('sync-status')).toBeVisible()
  await page.clock.runFor(10_000)
  await expect(app.getByTestId('fatal')).toHaveAttribute('data-code', 'silent')
  expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([])
  expect(portal.requests).toEqual([])
  await site.close()
})

test('a frame of whatever name ends in a page, not in a crash', async ({ page, baseURL }) => {
  const site = await startForeignSite()
  await page.clock.install()
  site.html = '<iframe></iframe>'
  for (const name of ['', '|0|sid', 'no-separator', 'a b|1|sid', '<img src=x onerror=alert(1)>|1|sid', '[::|1|sid', 'javascript:alert(1)//|1|sid']) {
    await page.goto(site.origin)
    await page.evaluate(([frameName, src]) => {
      const frame = document.querySelector('iframe')
      if (frame === null) return
      frame.name = frameName ?? ''
      frame.src = src ?? ''
    }, [name, baseURL])
    const app = page.locator('iframe').contentFrame()
    await expect(app.getByTestId('sync-status').or(app.getByTestId('fatal')), name).toBeVisible()
    await page.clock.runFor(10_000)
    await expect(app.getByTestId('fatal'), name).toHaveAttribute('data-code', /^(outside|silent)$/)
  }
  await site.close()
})
