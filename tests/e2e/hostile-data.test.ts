import type { FrameLocator, Page } from '@playwright/test'
import type { Emulator } from '../../emulator/index.ts'
import crm from '../fixtures/dialog.crm.json' with { type: 'json' }
import newest from '../fixtures/counters.newest.json' with { type: 'json' }
import { hostileColors, hostileLinks, hostileNames } from '../fixtures/hostile.ts'
import { test } from './behind-nginx.ts'
import { expect, expectCounts, fixture, row, syncState } from './portal.ts'

test.use({ viewport: { width: 320, height: 640 } })

const [firstName = '', ...otherNames] = Object.values(hostileNames)
const [firstLink = ''] = Object.values(hostileLinks)
const [firstColor = ''] = hostileColors

/** A chat of seven people with these names. */
function chat(name: string, people: readonly string[], link: string, color: string) {
  const [reader] = crm.readed_list
  return {
    ...crm, name, description: name, avatar: link, color,
    entity_link: { type: 'DEAL', url: link, id: '../../1' },
    public: { code: '../x', link },
    readed_list: people.map((user_name, index) => ({ ...reader, user_id: 900 + index, user_name })),
  }
}

/** The page without its texts: what people write must leave just this alone. */
async function skeletonOf(app: FrameLocator): Promise<string> {
  return app.locator('body').evaluate((body) => {
    const spoken = new Set(['aria-label', 'title', 'alt'])
    const draw = (element: Element): string => {
      const attributes = [...element.attributes]
        .filter(({ name }) => !spoken.has(name))
        .map(({ name, value }) => `${name}=${value}`).toSorted().join(' ')
      return `<${element.localName} ${attributes}>${[...element.children].map(draw).join('')}</>`
    }
    return draw(body)
  })
}

async function expectUnharmed(page: Page, app: FrameLocator): Promise<void> {
  const { intruded, scroll, width } = await app.locator('html').evaluate(html => (
    { intruded: 'intruded' in window, scroll: html.scrollWidth, width: html.clientWidth }
  ))
  expect(intruded).toBe(false)
  expect(await page.evaluate(() => 'intruded' in window)).toBe(false)
  expect(scroll, 'no wider than the screen').toBeLessThanOrEqual(width)
}

/** Hosts that were asked for anything. */
function watchHosts(page: Page): Set<string> {
  const hosts = new Set<string>()
  page.on('request', request => hosts.add(new URL(request.url()).hostname))
  return hosts
}

async function showChat(open: (options: { placement: 'IM_SIDEBAR', dialog: string }) => Promise<FrameLocator>, portal: Emulator, answer: object) {
  portal.control.answer({ method: 'im.dialog.get', result: answer })
  const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1439' })
  await expect(app.getByTestId('chat-name')).toBeVisible()
  await app.locator('summary').click()
  return app
}

test('hostile names, links and colours of a chat change nothing but its texts', async ({ open, page, portal }) => {
  const hosts = watchHosts(page)
  const plain = await skeletonOf(await showChat(open, portal, chat('Plain', otherNames.map(() => 'Plain'), '', '')))
  const app = await showChat(open, portal, chat(firstName, otherNames, firstLink, firstColor))
  expect(await skeletonOf(app)).toBe(plain)
  expect(await app.getByTestId('chat-name').textContent()).toBe(firstName)
  await expectUnharmed(page, app)
  expect([...hosts].toSorted()).toEqual(['127.0.0.1', 'localhost'])
})

test('an id that is none is no row, and opens nothing', async ({ open, portal }) => {
  const result = { ...newest.result, CHAT: { ...newest.result.CHAT, '../../admin': 5, '1435" onclick="x': 2, '-1': 4, '1e3': 1 } }
  portal.control.answer({ method: 'im.counters.get', result })
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all, chat: fixture.chat })
  await expect(row(app, 'chat1435')).toHaveCount(1)
  const ids = await app.getByTestId('conversation').evaluateAll(rows => rows.map(each => each.getAttribute('data-dialog-id')))
  expect(ids.filter(id => !/^(?:chat)?[1-9]\d*$/.test(id ?? ''))).toEqual([])
  expect(portal.requests.flatMap(({ commands }) => commands ?? []).every(command => /^[\w.]+$/.test(command))).toBe(true)
})

test('a sidebar of something that is no chat has nothing to show, and asks for nothing', async ({ open, portal }) => {
  const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1/../../x' })
  await expect(app.getByTestId('fatal')).toHaveAttribute('data-code', 'placement')
  expect(portal.requests).toEqual([])
})

test.describe('in an office of hostile colleagues', () => {
  test.use({ scenario: 'hostile' })

  test('their names, messages and notifications are text in every row, and where one opens it', async ({ open, page, app, portal }) => {
    const hosts = watchHosts(page)
    await open({ placement: 'LEFT_MENU' })
    await expect(app.getByTestId('row-preview').first()).toBeVisible()
    await expect(syncState(app, 'fresh')).toBeVisible()
    await expectUnharmed(page, app)
    await app.getByTestId('open-peek').first().click()
    await expect(app.getByTestId('peek-message').last()).toBeVisible()
    await expectUnharmed(page, app)
    const links = await app.getByTestId('peek').locator('a').evaluateAll(all => all.map(link => link.getAttribute('href') ?? ''))
    expect(links.filter(href => !href.startsWith(`${portal.origin}/`))).toEqual([])
    await app.getByTestId('peek-close').click()
    await app.getByTestId('filter-notify').click()
    await expect(app.getByTestId('notification')).toHaveCount(5)
    await expect(app.getByTestId('notification-open')).toHaveCount(0)
    await app.getByTestId('notification-button').last().click()
    await expect(app.getByTestId('notification')).toHaveCount(4)
    await expectUnharmed(page, app)
    expect([...hosts].toSorted()).toEqual(['127.0.0.1', 'localhost'])
  })
})
