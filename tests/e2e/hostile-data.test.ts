import type { FrameLocator, Page } from '@playwright/test'
import type { Emulator } from '../../emulator/index.ts'
import crm from '../fixtures/dialog.crm.json' with { type: 'json' }
import newest from '../fixtures/counters.newest.json' with { type: 'json' }
import { test } from './behind-nginx.ts'
import { expect, expectCounts, fixture, row, syncState } from './portal.ts'

test.use({ viewport: { width: 320, height: 640 } })

const names = {
  'markup': '<img src=x onerror="window.intruded=1"><script>window.intruded=1</script><b>Bold</b>',
  'template syntax': '{{ constructor.constructor("window.intruded=1")() }} ${7*7} @:failures.limit.title {0} | a | b',
  'bidi characters': 'Invoice \u202Egnp.exe\u202C \u2066\u2067\u2069 \u200Fend\u202E\u202E',
  'zero-width characters': 'Z\u200B\u200C\u200D\uFEFF\u2060ero\u00ADwidth',
  'combining marks': `A${'\u0301'.repeat(500)}`,
  '10,000 characters': 'x'.repeat(10_000),
  '10,000 wide words': 'word '.repeat(2_000),
}
const links = {
  'javascript': 'javascript:window.intruded=1//',
  'javascript in disguise': '\u0001jAvAsCrIpT\t:window.intruded=1',
  'data': 'data:text/html,<script>opener.intruded=1</script>',
  'another host without a protocol': '//foreign.example/x',
  'another host by backslashes': '/\\foreign.example/x',
  'another host by a line end': '/\n/foreign.example/x',
  'a file': 'file:///etc/passwd',
  'a blob': 'blob:https://foreign.example/1',
}
const colors = ['red;background:url(https://foreign.example/x)', 'url(https://foreign.example/x)', '#fff;position:fixed', 'expression(alert(1))', 'var(--x)']

function person(text: string, avatar: string, color: string) {
  return { 547: { id: 547, name: text, avatar, color, work_position: text, status: 'online', last_activity_date: false } }
}

function chat(text: string, link: string, color: string) {
  return {
    ...crm, name: text, description: text, avatar: link, color,
    entity_link: { type: 'DEAL', url: link, id: '../../1' },
    public: { code: '../x', link },
    readed_list: crm.readed_list.map(reader => ({ ...reader, user_name: text })),
  }
}

/** The page without its texts: what people write must leave just this alone. */
async function skeletonOf(app: FrameLocator, place = app.locator('body')): Promise<string> {
  return place.evaluate((body) => {
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

test('whatever a chat is called, only text changes', async ({ open, page, portal }) => {
  const hosts = watchHosts(page)
  const plain = await skeletonOf(await showChat(open, portal, chat('Plain', '', '#ff0000')))
  for (const [what, name] of Object.entries(names)) {
    const app = await showChat(open, portal, chat(name, '', '#ff0000'))
    expect(await skeletonOf(app), what).toBe(plain)
    expect(await app.getByTestId('chat-name').textContent(), what).toBe(name)
    expect((await app.getByTestId('chat-description').textContent())?.trim(), what).toBe(name.trim())
    await expectUnharmed(page, app)
  }
  expect([...hosts].toSorted()).toEqual(['127.0.0.1', 'localhost'])
})

test('a link or a colour that is none is as good as none', async ({ open, page, portal }) => {
  const hosts = watchHosts(page)
  const plain = await skeletonOf(await showChat(open, portal, chat('Plain', '', '')))
  for (const link of Object.values(links)) {
    const app = await showChat(open, portal, chat('Plain', link, ''))
    expect(await skeletonOf(app), link).toBe(plain)
    await expect(app.getByTestId('chat-entity')).toHaveCount(0)
    await expect(app.getByTestId('chat-public')).toHaveCount(0)
  }
  for (const color of colors) {
    expect(await skeletonOf(await showChat(open, portal, chat('Plain', '', color))), color).toBe(plain)
  }
  expect([...hosts].toSorted()).toEqual(['127.0.0.1', 'localhost'])
})

test('whatever people and chats are called, a row keeps its shape', async ({ open, page, portal }) => {
  const hosts = watchHosts(page)
  const show = async (text: string, link: string, color: string) => {
    portal.control.answer({ method: 'im.dialog.get', result: chat(text, link, color) })
    portal.control.answer({ method: 'im.user.list.get', result: person(text, link, color) })
    // Then the names are looked up one by one.
    portal.control.fail({ method: 'im.recent.list', code: 'ERROR_METHOD_NOT_FOUND' })
    const app = await open({ placement: 'LEFT_MENU' })
    await expectCounts(app, { all: fixture.all })
    await expect(row(app, '547').getByTestId('row-name')).toHaveText(text)
    // The last that comes to a row.
    await expect(row(app, '547').getByTestId('mark-read')).toBeAttached()
    await expect(row(app, '547').getByTestId('row-preview')).toBeAttached()
    return app
  }
  const shapeOf = (app: FrameLocator) => skeletonOf(app, row(app, '547').getByTestId('row-name'))
  const plain = await shapeOf(await show('Plain', '', ''))
  for (const [what, name] of Object.entries(names)) {
    const app = await show(name, links.javascript, colors[0] ?? '')
    expect(await shapeOf(app), what).toBe(plain)
    await expectUnharmed(page, app)
  }
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
