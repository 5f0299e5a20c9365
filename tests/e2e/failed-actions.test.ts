import type { FrameLocator, Page } from '@playwright/test'
import type { Emulator } from '../../emulator/index.ts'
import { countOf, expect, expectCounts, filterOf, row, syncState, test } from './portal.ts'

const notice = (app: FrameLocator) => app.getByTestId('action-notice')

/** How it fails, and how the portal is put right again. */
const failures = {
  'an access error': {
    code: 'ACCESS_ERROR',
    fail: ({ control }: Emulator, method: string) => control.fail({ method, code: 'ACCESS_ERROR' }),
    mend: ({ control }: Emulator, method: string) => control.fail({ method, code: null }),
  },
  'a 503': {
    code: 'QUERY_LIMIT_EXCEEDED',
    fail: ({ control }: Emulator) => control.fail({ method: '*', code: 'QUERY_LIMIT_EXCEEDED' }),
    mend: ({ control }: Emulator) => control.fail({ method: '*', code: null }),
  },
  'a broken network': {
    code: 'NETWORK_ERROR',
    fail: ({ control }: Emulator) => control.drop({ on: true }),
    mend: ({ control }: Emulator) => control.drop({ on: false }),
  },
} as const

interface Attempt {
  readonly method: string
  /** What comes before it: the row or the button is not there at once. */
  readonly prepare?: (app: FrameLocator) => Promise<void>
  /** How the notice begins. */
  readonly message: string
  readonly act: (app: FrameLocator) => Promise<void>
  /** What it looks like while it is on its way. */
  readonly shows: (app: FrameLocator) => Promise<void>
}

const inRow = (dialogId: string, button: string) => (app: FrameLocator) => row(app, dialogId).getByTestId(button).click()
const button = (name: string) => (app: FrameLocator) => app.getByTestId(name).click()

const inList: Readonly<Record<string, Attempt>> = {
  'mark-read': {
    method: 'im.dialog.read',
    message: 'Couldn’t mark Project team as read',
    act: inRow('chat1435', 'mark-read'),
    async shows(app) {
      await expect(row(app, 'chat1435')).toHaveCount(0)
      await expectCounts(app, { all: 34, chat: 1 })
    },
  },
  'mark-unread': {
    method: 'im.recent.unread',
    message: 'Couldn’t mark Peter Johnson as unread',
    act: inRow('547', 'mark-unread'),
    shows: app => expect(row(app, '547')).toHaveAttribute('data-marked', 'true'),
  },
  'clear-mark': {
    method: 'im.recent.unread',
    message: 'Couldn’t remove the unread mark from Project team',
    act: inRow('chat1435', 'clear-mark'),
    shows: app => expect(row(app, 'chat1435')).toHaveAttribute('data-marked', 'false'),
  },
  'mute': {
    method: 'im.chat.mute',
    message: 'Couldn’t mute Project team',
    act: inRow('chat1435', 'mute'),
    shows: app => expectCounts(app, { all: 34, chat: 1, muted: 21 }),
  },
  'unmute': {
    method: 'im.chat.mute',
    message: 'Couldn’t unmute Lunch',
    prepare: app => filterOf(app, 'muted').click(),
    act: inRow('chat1317', 'unmute'),
    async shows(app) {
      await expect(row(app, 'chat1317')).toHaveCount(0)
      await expectCounts(app, { all: 54, chat: 21, muted: 1 })
    },
  },
  'mark-all-read': {
    method: 'im.dialog.read.all',
    message: 'Couldn’t mark the chats as read',
    async act(app) {
      await app.getByTestId('mark-all-read').click()
      await app.getByTestId('confirm-read-all').click()
    },
    async shows(app) {
      await expect(app.getByTestId('conversation')).toHaveCount(0)
      // What is left, notifications among it, the portal has to say.
      await expect(countOf(app, 'all')).not.toHaveAttribute('data-count')
    },
  },
}

const inSidebar: Readonly<Record<string, Attempt & { readonly muted?: boolean }>> = {
  'mark-read': {
    method: 'im.dialog.read',
    message: 'Couldn’t mark Project team as read',
    act: button('mark-read'),
    shows: app => expect(app.getByTestId('chat-unread')).toHaveAttribute('data-count', '0'),
  },
  'mute': {
    method: 'im.chat.mute',
    message: 'Couldn’t mute Project team',
    act: button('mute'),
    shows: app => expect(app.getByTestId('chat-muted')).toBeVisible(),
  },
  'unmute': {
    muted: true,
    method: 'im.chat.mute',
    message: 'Couldn’t unmute Project team',
    act: button('unmute'),
    shows: app => expect(app.getByTestId('chat-muted')).toHaveCount(0),
  },
}

/** Keeps the requests with this method from the portal until it is let go: what shows meanwhile shows at once. */
async function hold(page: Page, method: string): Promise<() => void> {
  let letGo = (): void => undefined
  const released = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route('**/rest/**', async (route) => {
    if (route.request().postData()?.includes(method) === true) await released
    await route.continue()
  })
  return letGo
}

/** Names stand in a text between marks that nobody sees. */
const withoutIsolates = (text: string | null) => text?.replace(/[\u2068\u2069]/g, '')

/** Everything the app shows of chats: its counters, and its rows. */
async function picture(app: FrameLocator): Promise<Readonly<Record<string, string>>[]> {
  return app.locator('[data-testid^="counter-"], [data-testid="conversation"], [data-testid="chat-unread"], [data-testid="chat-muted"]')
    .evaluateAll(elements => elements.map(({ dataset }) => {
      const { testid = '', dialogId = '', count = '', muted = '', marked = '' } = (dataset as Readonly<Record<string, string>>)
      return { testid, dialogId, count, muted, marked }
    }))
}

async function expectUndone(app: FrameLocator, page: Page, attempt: Attempt, portal: Emulator, failure: typeof failures[keyof typeof failures]): Promise<void> {
  const before = await picture(app)
  const letGo = await hold(page, attempt.method)
  failure.fail(portal, attempt.method)
  await attempt.act(app)
  await attempt.shows(app)
  letGo()
  await expect(notice(app)).toHaveAttribute('data-code', failure.code)
  expect(withoutIsolates(await notice(app).textContent())).toContain(attempt.message)
  await expect.poll(() => picture(app)).toEqual(before)

  failure.mend(portal, attempt.method)
  await app.getByTestId('refresh').click()
  await expect(syncState(app, 'fresh')).toBeVisible()
  expect(await picture(app)).toEqual(before)
}

for (const [name, failure] of Object.entries(failures)) {
  for (const [action, attempt] of Object.entries(inList)) {
    test(`${action} is undone after ${name}, with a message`, async ({ open, page, portal }) => {
      const app = await open({ placement: 'LEFT_MENU' })
      await expectCounts(app, { all: 42, chat: 9, muted: 13 })
      await attempt.prepare?.(app)
      await expect(app.getByTestId('conversation')).not.toHaveCount(0)
      for (const conversation of await app.getByTestId('conversation').all()) await expect(conversation.getByTestId('row-name')).toBeVisible()
      await expectUndone(app, page, attempt, portal, failure)
    })
  }

  for (const [action, attempt] of Object.entries(inSidebar)) {
    test(`${action} in the sidebar is undone after ${name}, with a message`, async ({ open, page, portal }) => {
      portal.control.mute({ dialogId: 'chat1435', mute: attempt.muted ?? false })
      const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1435' })
      await expect(app.getByTestId('chat-unread')).toHaveAttribute('data-count', '8')
      await expectUndone(app, page, attempt, portal, failure)
    })
  }

  test(`a chat opens after ${name} all the same`, async ({ open, page, portal }) => {
    const app = await open({ placement: 'LEFT_MENU' })
    await expectCounts(app, { all: 42 })
    failure.fail(portal, 'im.dialog.get')
    await row(app, 'chat1435').getByTestId('open-chat').click()
    await expect(page.getByTestId('messenger')).toHaveAttribute('data-open-dialog', 'chat1435')
    await expectCounts(app, { all: 42 })
  })
}

test('read all is undone when the portal fails, and can be tried again', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: 42 })
  portal.control.fail({ method: 'im.dialog.read.all', code: 'INTERNAL_SERVER_ERROR', times: 1 })
  await app.getByTestId('mark-all-read').click()
  await app.getByTestId('confirm-read-all').click()
  await expect(notice(app)).toHaveAttribute('data-code', 'INTERNAL_SERVER_ERROR')
  await expectCounts(app, { all: 42 })
  await app.getByTestId('notice-action').click()
  await expectCounts(app, { all: 0 })
})
